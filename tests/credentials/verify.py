"""Two verifiers that Cowrite did not write say what they think of signed files: one line of JSON a file.

Usage: verify.py ROOT.pem FILE...   Needs c2pa-python and encypher-c2pa.
"""

import json
import sys

import c2pa
import encypher_c2pa

MEDIA = {"wav": "audio/wav", "mp3": "audio/mpeg", "flac": "audio/flac"}


def with_c2pa(path, media, context=None):
    try:
        with open(path, "rb") as file:
            reader = c2pa.Reader(media, file, context=context)
            results = json.loads(reader.json()).get("validation_results", {})
            failures = results.get("activeManifest", {}).get("failure", [])
            return reader.get_validation_state(), sorted({failure["code"] for failure in failures})
    except Exception as error:
        return "Refused", [str(error)]


def with_encypher(path, media, **more):
    try:
        report = encypher_c2pa.verify(path, media, telemetry=False, online=False, **more)
    except Exception as error:
        return "Refused", [str(error)]
    failures = (report.get("validation_results") or {}).get("failure", [])
    return report["validation_state"], sorted({failure["code"] for failure in failures})


def main():
    root = open(sys.argv[1], encoding="ascii").read()
    context = c2pa.Context(c2pa.Settings.from_dict({"trust": {"trust_anchors": root}}))
    for path in sys.argv[2:]:
        media = MEDIA[path.rsplit(".", 1)[1]]
        print(json.dumps({
            "c2pa": with_c2pa(path, media),
            "c2pa_with_root": with_c2pa(path, media, context),
            "encypher": with_encypher(path, media),
            "encypher_with_root": with_encypher(path, media, trust_pem=root),
        }))


main()
