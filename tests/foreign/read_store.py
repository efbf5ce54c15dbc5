#!/usr/bin/env python3
"""Read a ktool store with nothing but docs/file-formats.md and the standard library.

usage: read_store.py STORE    each article's id, title and text, then the class and text of each token
"""
import sqlite3, struct, sys, zlib

CLASSES = "word number punct symbol time range url email mention hashtag emoji".split()
unpack = lambda code, blob: struct.unpack("<%d%s" % (len(blob) // struct.calcsize(code), code), blob)

def read_terms(db):
    terms = {}
    for first, classes, ends, text in db.execute("SELECT first, class, ends, text FROM term_run"):
        start = 0
        for i, end in enumerate(unpack("I", ends)):
            terms[first + i] = CLASSES[classes[i]], text[start:end].decode()
            start = end
    return terms

def read_segment(blob):
    tokens, count = unpack("I", blob[:8])
    at, ids = 20 + 8 * ((count + 127) // 128), []
    for i in range(count):
        if i % 128 == 0:
            ids += unpack("I", blob[20 + i // 16:24 + i // 16])
            continue
        delta, shift, byte = 0, 0, 128
        while byte & 128:
            byte, at = blob[at], at + 1
            delta, shift = delta | (byte & 127) << shift, shift + 7
        ids.append(ids[-1] + delta)
    return [ids[i] for i in unpack("H", blob[len(blob) - 2 * tokens:])]

db, stream = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True), []
for number, checksum, blob in db.execute("SELECT id, checksum, data FROM segment ORDER BY id"):
    if zlib.crc32(blob) != checksum:
        sys.exit("segment %d is damaged" % number)
    stream += read_segment(blob)
terms = read_terms(db)
for article, title, text, at, tokens in db.execute(
        "SELECT id, t.title, t.text, position, tokens FROM article_text t JOIN article USING (id) ORDER BY id"):
    print(article, title or "", text or "", sep="\t")
    for term in stream[at:at + tokens]:
        if term >= 64:  # not a marker
            print(*terms[term], sep="\t")
