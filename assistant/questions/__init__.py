"""What is asked: the meaning of a question, with the conversation so far.

    read_question("AI高工 硕士要干几年", load_corpus(), date.today())

Knows the corpus's own names and the vocabulary of vocabulary.yaml; knows nothing of search, answers or models.
"""

from assistant.questions.question import Question, Term
from assistant.questions.reading import read_question

__all__ = ["Question", "Term", "read_question"]
