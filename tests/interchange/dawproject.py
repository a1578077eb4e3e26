"""Holds a DAWproject file to the form of its XML: which elements stand where, and which attributes they have.

Usage: dawproject.py FILE [SCHEMAS]   Needs lxml where SCHEMAS, a folder with the format's own Project.xsd and
MetaData.xsd, is given: then the file is validated by those as well. The rules below are those of the elements that
Cowrite writes, told in regular expressions: of the names of an element's children, each with a space after it, and of
the values of its attributes. An attribute with a question mark may be left out.
"""

import re
import sys
import zipfile
from xml.etree import ElementTree

NUMBER = r"-?\d+(\.\d+)?"
ID = r"[A-Za-z_][\w.-]*"
UNIT = "linear|normalized|percent|decibel|hertz|semitones|seconds|beats|bpm"
TIME = "beats|seconds"
NAMED = {"name?": ".*", "color?": "#[0-9a-f]{6}", "comment?": ".*"}
REFERRED = {**NAMED, "id?": ID}
REAL = ("", {**REFERRED, "max?": NUMBER, "min?": NUMBER, "unit": UNIT, "value?": NUMBER})
LINE = {**REFERRED, "timeUnit?": TIME, "track?": ID}
CONTENT = "(Lanes |Notes |Clips |Audio |Points )"
POINTS = ("Target (RealPoint |TimeSignaturePoint |BoolPoint |EnumPoint |IntegerPoint )*", {**LINE, "unit?": UNIT})
POINT = {"time": NUMBER, "value": NUMBER, "interpolation?": "hold|linear"}

FORM = {
    "Project": ("Application (Transport )?(Structure )?(Arrangement )?(Scenes )?", {"version": "1.0"}),
    "Application": ("", {"name": ".+", "version": ".+"}),
    "Transport": ("(Tempo )?(TimeSignature )?", {}),
    "Tempo": REAL,
    "Pan": REAL,
    "Volume": REAL,
    "TimeSignature": ("", {**REFERRED, "denominator": r"\d+", "numerator": r"\d+"}),
    "Structure": "(Track |Channel )*",
    "Track": ("(Channel )?(Track )*", {**REFERRED, "contentType?": r"((audio|automation|notes|video|markers|tracks) ?)+",
                                       "loaded?": "true|false"}),
    "Channel": ("(Devices )?(Mute )?(Pan )?(Sends )?(Volume )?",
                {**REFERRED, "audioChannels?": r"\d+", "destination?": ID, "solo?": "true|false",
                 "role?": "regular|master|effect|submix|vca"}),
    "Mute": ("", {**REFERRED, "value?": "true|false"}),
    "Sends": "(Send )*",
    "Send": ("(Enable )?(Pan )?Volume ", {**REFERRED, "destination?": ID, "type?": "pre|post"}),
    "Arrangement": ("(Lanes )?(Markers )?(TempoAutomation )?(TimeSignatureAutomation )?", REFERRED),
    "Lanes": (f"{CONTENT}*", LINE),
    "Clips": ("(Clip )*", LINE),
    "Clip": (f"{CONTENT}?", {**NAMED, "time": NUMBER, "duration?": NUMBER, "contentTimeUnit?": TIME, "playStart?": NUMBER,
                             "playStop?": NUMBER, "loopStart?": NUMBER, "loopEnd?": NUMBER, "fadeTimeUnit?": TIME,
                             "fadeInTime?": NUMBER, "fadeOutTime?": NUMBER, "enable?": "true|false", "reference?": ID}),
    "Notes": ("(Note )*", LINE),
    "Note": (f"{CONTENT}?", {"time": NUMBER, "duration": NUMBER, "channel": r"\d+", "key": r"\d+", "vel?": NUMBER,
                             "rel?": NUMBER}),
    "Audio": ("File ", {**LINE, "duration": NUMBER, "algorithm?": ".*", "channels": r"\d+", "sampleRate": r"\d+"}),
    "File": ("", {"path": ".+", "external?": "true|false"}),
    "Markers": ("(Marker )+", LINE),
    "Marker": ("", {**NAMED, "time": NUMBER}),
    "Points": POINTS,
    "TempoAutomation": POINTS,
    "TimeSignatureAutomation": POINTS,
    "Target": ("", {"parameter?": ID, "expression?": r"\w+", "channel?": r"\d+", "key?": r"\d+", "controller?": r"\d+"}),
    "RealPoint": ("", POINT),
    "TimeSignaturePoint": ("", {"time": NUMBER, "numerator": r"\d+", "denominator": r"\d+"}),
    "Scenes": "(Scene )*",
    "MetaData": "(Title )?(Artist )?(Album )?(OriginalArtist )?(Composer )?(Songwriter )?(Producer )?(Arranger )?(Year )?"
                "(Genre )?(Copyright )?(Website )?(Comment )?",
}
TEXTS = {name for name in re.findall(r"\w+", FORM["MetaData"])}


def look(element, inside):
    name = element.tag
    if inside == "MetaData" and name in TEXTS:
        assert not element.attrib and not len(element), name
        return
    assert name in FORM, f"{name} in {inside}"
    rule = FORM[name]
    children, attributes = rule if isinstance(rule, tuple) else (rule, {})
    told = "".join(f"{child.tag} " for child in element)
    assert re.fullmatch(children, told), f"{name} holds {told[:200]}"
    known = {key.rstrip("?"): value for key, value in attributes.items()}
    for key, value in element.attrib.items():
        assert key in known and re.fullmatch(known[key], value), f"{name} {key}={value!r}"
    missing = [key for key in attributes if not key.endswith("?") and key not in element.attrib]
    assert not missing, f"{name} has no {missing}"
    for child in element:
        look(child, name)


def look_at_names(root):
    """What is named is named once, and what is referred to is there, as ID and IDREF ask."""
    names = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(names) == len(set(names)), "a name is given twice"
    for element in root.iter():
        for key in ("track", "destination", "parameter", "reference"):
            assert element.get(key) is None or element.get(key) in names, f"{element.tag} {key}={element.get(key)!r}"


def by_schema(text, schema):
    from lxml import etree
    etree.XMLSchema(etree.parse(schema)).assertValid(etree.fromstring(text))


def main():
    archive = zipfile.ZipFile(sys.argv[1])
    for name, root, schema in [("project.xml", "Project", "Project.xsd"), ("metadata.xml", "MetaData", "MetaData.xsd")]:
        text = archive.read(name)
        element = ElementTree.fromstring(text)
        assert element.tag == root
        look(element, "")
        look_at_names(element)
        if len(sys.argv) > 2:
            by_schema(text, f"{sys.argv[2]}/{schema}")
    print("valid")


main()
