"""The pages people use: layout only; what they show comes from the one face, `assistant.assistant.Assistant`."""
