"""What holds in every test: no example fails because the machine was busy."""

from hypothesis import settings

settings.register_profile("sourceline", deadline=None)
settings.load_profile("sourceline")
