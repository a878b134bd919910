#!/usr/bin/env python3
"""Fails where something public has no description, and names its file and line.  check.py DOXYGEN_XML

A description is wanted of every file, class, struct, union, enum, alias, free function, macro with arguments or a value, and public
member function, but not of
  - fields and values of enums: their name says it, or a comment does;
  - constructors without arguments, those that copy or move, destructors, operators, and what is `= default` or `= delete`;
  - begin, end, size and empty, which are as in the standard library;
  - specializations of a template, which has one;
  - getters: `name() const { return m_name; }` on one line, or `m_other.name()`, `m_other->name()` given back.
One description stands for overloads that follow it without an empty line."""
import glob
import os
import re
import sys
import xml.etree.ElementTree as ET

XML = sys.argv[1]
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
GETTER = r"\b{0}\(\) const \{{ return \*?(m_{0}|m_\w+(\.|->){0}\(\)); \}}"
KINDS = {"enum", "function", "typedef", "define"}
KINDS_OF_COMPOUND = {"class", "struct", "union", "file", "namespace"}
lines = {}


def line(file, number):
    if file not in lines:
        with open(os.path.join(ROOT, file), encoding="utf-8") as text:
            lines[file] = text.read().split("\n")
    return lines[file][number - 1]


def described(element):
    return any("".join(part.itertext()).strip() for name in ("briefdescription", "detaileddescription") for part in element.findall(name))


def wanted(member, owner):
    """Whether a member must have a description of its own."""
    kind, name = member.get("kind"), member.findtext("name")
    if kind not in KINDS or member.get("prot") != "public":
        return False
    if kind == "define":
        return bool(member.findtext("initializer"))
    if kind != "function":
        return True
    args = member.findtext("argsstring") or ""
    if name.startswith(("operator", "~")) or re.search(r"=\s*(default|delete)$", args):
        return False
    if name in ("begin", "end", "size", "empty"):
        return False
    if name == owner.findtext("compoundname").split("::")[-1] and re.match(rf"\((|(const )?{name} ?&&?)( \w+)?\)", args):
        return False
    return not re.search(GETTER.format(re.escape(name)), line(*place(member)))


def follows(member, before):
    """Whether it is an overload of the one before, with no empty line between."""
    if before is None or before.findtext("name") != member.findtext("name"):
        return False
    first, last = before.find("location"), member.find("location")
    return first.get("file") == last.get("file") and all(
        line(first.get("file"), number).strip() for number in range(int(first.get("line")), int(last.get("line"))))


def place(element):
    where = element.find("location")
    return where.get("file", ""), int(where.get("line") or 1)


def main():
    missing, seen, count = [], set(), 0
    compounds = []
    for path in sorted(glob.glob(os.path.join(XML, "*.xml"))):
        compounds += [c for c in ET.parse(path).getroot().findall("compounddef") if c.get("kind") in KINDS_OF_COMPOUND]
    hidden = {c.findtext("compoundname") for c in compounds if c.get("prot", "public") != "public"}
    for compound in compounds:
        kind, name = compound.get("kind"), compound.findtext("compoundname")
        if any(name == outer or name.startswith(outer + "::") for outer in hidden):
            continue
        if kind != "namespace" and place(compound)[0].endswith((".hpp", ".h")) and "<" not in name:
            count += 1
            if not described(compound):
                missing.append((*place(compound), f"{kind} {name}"))
        before = None
        for member in sorted(compound.iter("memberdef"), key=place):
            if member.get("id") in seen:
                continue
            seen.add(member.get("id"))
            told = described(member) or follows(member, before)
            before = member if told else None
            if not wanted(member, compound):
                continue
            count += 1
            if not told:
                missing.append((*place(member), f"{member.get('kind')} {member.findtext('name')}"))
    for file, number, what in sorted(set(missing)):
        print(f"{file}:{number}: {what} has no description", file=sys.stderr)
    if count == 0:
        print(f"{XML}: nothing public in it", file=sys.stderr)
    return 1 if missing or count == 0 else 0


sys.exit(main())
