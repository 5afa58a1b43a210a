"""Chat: who is asking, questions and answers, reminders, delivery."""
