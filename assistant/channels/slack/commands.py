"""The commands: /clause looks a clause up, /check opens a window for the facts and decides."""

from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from assistant.assistant import Assistant
from assistant.channels.slack import eligibility_form
from assistant.channels.slack.blocks import clause_messages, markdown_messages
from assistant.channels.slack.delivery import open_thread, send, session_of
from assistant.channels.slack.mrkdwn import from_slack
from assistant.channels.slack.verdicts import verdict_markdown
from assistant.eligibility import ladders
from corpus import Corpus, Policy
from corpus.errors import BadInput, TiaowenError

MOST_REPLIES = 5  # Slack takes no more to one command
Event = dict[str, Any]


def _with_ladders(corpus: Corpus) -> list[Policy]:
    return [corpus.policies[policy_id] for policy_id in dict.fromkeys(ladder.policy_id for ladder in ladders(corpus))]


def listen_to_commands(app: App, assistant: Assistant) -> None:
    @app.command("/clause")
    def look_up(ack: Ack, command: Event, respond: Respond) -> None:
        ack()
        reference = from_slack(command.get("text") or "")
        if not reference:
            respond("请写明文件和条款号，例如：/clause 17号文 附件 四（四）2")
            return
        try:
            messages = clause_messages(assistant.look_up(reference), assistant.settings.public_url)
        except TiaowenError as error:
            messages = markdown_messages(str(error))
        if len(messages) > MOST_REPLIES:
            messages[MOST_REPLIES - 1 :] = markdown_messages("太长，其余从略；请查更下一级的条款，或打开条款页面。")
        for message in messages:
            respond(text=message.text, blocks=message.blocks, response_type="ephemeral")

    @app.command("/check")
    def ask_facts(ack: Ack, command: Event, client: WebClient) -> None:
        ack()
        view = eligibility_form.form(_with_ladders(assistant.corpus), command["channel_id"])
        client.views_open(trigger_id=command["trigger_id"], view=view)

    @app.view(eligibility_form.FORM)
    def decide(ack: Ack, body: Event, view: Event, client: WebClient) -> None:
        state = view["state"]["values"]
        try:
            facts = eligibility_form.profile(state)
            found = assistant.check(facts)
        except eligibility_form.WrongField as error:
            ack(response_action="errors", errors={error.field: error.reason})
            return
        except BadInput as error:
            ack(response_action="errors", errors={eligibility_form.field_of(str(error), state): str(error)})
            return
        ack()
        user, title = body["user"]["id"], facts.get("policy")
        policy = assistant.corpus.policies[title].title if title else "各文件"
        opening = f"<@{user}> 的资格核对：{policy} {facts.get('level', '各级')}"
        channel, thread = open_thread(client, view["private_metadata"], user, opening)
        send(client, markdown_messages(verdict_markdown(found)), channel, thread)
        # what was told goes on to hold in that thread: "那高级呢？" needs no window
        assistant.set_profile(session_of(body["team"]["id"], channel, thread), facts)
