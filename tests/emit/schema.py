"""A validator for the part of JSON Schema that the schemas in docs/ use."""

TYPES = {'object': dict, 'array': list, 'string': str, 'integer': int, 'boolean': bool,
         'number': (int, float), 'null': type(None)}
KNOWN = {'$schema', '$defs', '$ref', 'title', 'description', 'type', 'required', 'properties',
         'additionalProperties', 'items', 'const', 'enum', 'minimum', 'anyOf'}


def resolve(root, rule):
    while '$ref' in rule:
        target = root
        for part in rule['$ref'].lstrip('#/').split('/'):
            target = target[part]
        rule = target
    return rule


def has_type(value, name):
    if isinstance(value, bool):
        return name == 'boolean'
    return isinstance(value, TYPES[name])


def object_errors(root, rule, value, where):
    for name in rule.get('required', ()):
        if name not in value:
            yield '%s: no %s' % (where, name)
    properties = rule.get('properties', {})
    for name, part in value.items():
        if name in properties:
            yield from errors(root, part, properties[name], '%s.%s' % (where, name))
        elif rule.get('additionalProperties', True) is False:
            yield '%s: %s is not expected' % (where, name)


def errors(root, value, rule=None, where='$'):
    """What is wrong with a value, a line each."""
    rule = resolve(root, root if rule is None else rule)
    assert set(rule) <= KNOWN, 'the validator does not know %s' % (set(rule) - KNOWN)
    names = rule.get('type', [])
    names = [names] if isinstance(names, str) else names
    if names and not any(has_type(value, name) for name in names):
        yield '%s: %r is no %s' % (where, value, ' or '.join(names))
        return
    if 'const' in rule and value != rule['const']:
        yield '%s: %r' % (where, value)
    if 'enum' in rule and value not in rule['enum']:
        yield '%s: %r is none of %s' % (where, value, rule['enum'])
    if 'minimum' in rule and value < rule['minimum']:
        yield '%s: %r is too small' % (where, value)
    if 'anyOf' in rule and all(list(errors(root, value, one, where)) for one in rule['anyOf']):
        yield '%s: %r fits nothing' % (where, value)
    if isinstance(value, dict):
        yield from object_errors(root, rule, value, where)
    if isinstance(value, list) and 'items' in rule:
        for i, item in enumerate(value):
            yield from errors(root, item, rule['items'], '%s[%d]' % (where, i))
