# syntax=docker/dockerfile:1
# 一个镜像，三种用法（见 compose.yaml）：tiaowen serve（默认）、tiaowen app、chroma run。
# 不用显卡的机器，构建时给出 PyTorch 的 CPU 软件源，镜像可小几个 GB：
#   docker build --build-arg PIP_EXTRA_INDEX_URL=<PyTorch 的 CPU 源> -t tiaowen .
FROM python:3.11-slim AS build
ARG PIP_EXTRA_INDEX_URL=""
WORKDIR /src
COPY . .
RUN python -m venv /opt/tiaowen \
 && /opt/tiaowen/bin/pip install --no-cache-dir -c constraints.txt .

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home --home-dir /data tiaowen
COPY --from=build /opt/tiaowen /opt/tiaowen
ENV PATH=/opt/tiaowen/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TIAOWEN_DATA=/data
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
STOPSIGNAL SIGTERM
CMD ["tiaowen", "serve", "--host", "0.0.0.0", "--port", "8000"]
