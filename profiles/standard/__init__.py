"""The profile language: pure Python, no Django. What a document may say, what it means and how it reads."""
