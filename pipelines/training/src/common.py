"""What the steps call their files."""

# What the register step writes beside the model: what became of it. It is no part of the model.
REGISTRATION = "registration.json"
