"""Loaders of templates: names that Jinja2 passes on, because the engine has its own."""


class BaseLoader:
    """What the engine's own loader is made of."""


ChoiceLoader = DictLoader = FileSystemLoader = FunctionLoader = BaseLoader
ModuleLoader = PackageLoader = PrefixLoader = BaseLoader
