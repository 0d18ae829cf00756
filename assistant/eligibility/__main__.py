"""python -m assistant.eligibility > corpus/policies/rules.schema.json: the JSON Schema of rules files, for editors."""

import json

from assistant.eligibility.rules import schema

print(json.dumps(schema(), ensure_ascii=False, indent=1))
