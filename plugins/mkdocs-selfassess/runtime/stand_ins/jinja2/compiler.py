"""The compiler of templates: names that Jinja2 passes on, because templates come compiled."""


class CodeGenerator:
    """Only a name that Jinja2 passes on."""


generate = None
