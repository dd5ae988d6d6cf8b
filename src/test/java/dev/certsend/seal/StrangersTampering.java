package dev.certsend.seal;

import static dev.certsend.seal.StrangersEvidence.edit;
import static dev.certsend.seal.StrangersEvidence.log;
import static dev.certsend.seal.StrangersEvidence.match;

import dev.certsend.seal.StrangersLog.Signer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Something done to a log of twelve entries under checkpoints over eight and twelve, or to what goes with it.
 *
 * @param expected kind and position of each problem that must be found, and no others
 */
record StrangersTampering(String name, Consumer<StrangersEvidence> deed, Set<String> expected) {
    private static final Signer OLD = StrangersEvidence.OLD;
    private static final String ORIGIN = StrangersEvidence.ORIGIN;
    private static final Signer NEW = StrangersEvidence.NEW;

    StrangersEvidence apply() {
        StrangersEvidence shown = new StrangersEvidence(log(12));
        deed.accept(shown);
        return shown;
    }

    @Override
    public String toString() {
        return name;
    }

    private static StrangersTampering of(String name, Consumer<StrangersEvidence> deed, String... expected) {
        return new StrangersTampering(name, deed, Set.of(expected));
    }

    static Stream<StrangersTampering> all() {
        return Stream.of(entries(), sequence(), lines(), times(), checkpoints(), proofs())
                .flatMap(some -> some);
    }

    private static Stream<StrangersTampering> entries() {
        return Stream.of(
                of("an entry says another actor", s -> s.edit(5, "\"U5\"", "\"U6\""), "checkpoint 0"),
                of(
                        "so does an entry with a proof",
                        s -> s.proven().edit(5, "\"U5\"", "\"U6\""),
                        "checkpoint 0",
                        "changed 5"),
                of(
                        "an entry gets another member",
                        s -> s.edit(9, "{\"action", "{\"channel\":\"C\",\"action"),
                        "checkpoint 8"),
                of("an entry loses a member", s -> s.edit(9, ",\"outcome\":\"done\"", ""), "checkpoint 8"),
                of("personal values are others", s -> s.edit(5, "2001:db8::1", "2001:db8::2"), "changed 5"),
                of(
                        "one personal value is gone",
                        s -> s.edit(5, "\"client_address\":\"2001:db8::1\",", ""),
                        "changed 5"),
                of("the salt is another", s -> match(s.log, 5, "(\"salt\":\")...", "$1AAA"), "changed 5"),
                of(
                        "personal values come to an entry that has none",
                        s -> match(s.log, 6, "}\n", ",\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"personal\":{}}\n"),
                        "changed 6"),
                of("personal values go silently", s -> s.blot(5), "blotted 5"),
                of(
                        "what names the blotted is itself changed",
                        s -> s.edit(11, "102 5", "102 6"),
                        "changed 11",
                        "blotted 2"),
                of("what names the blotted is blotted too", s -> s.blot(11), "blotted 2", "blotted 11"),
                of("a blotted entry takes another's id", s -> s.blotTwice(), "blotted 5"),
                of(
                        "the digest is taken out of the entry",
                        s -> match(s.log, 5, "\"personal\":\"[0-9a-f]{64}\",", ""),
                        "changed 5",
                        "checkpoint 0"));
    }

    private static Stream<StrangersTampering> sequence() {
        return Stream.of(
                of("a line is gone", s -> s.log.remove(5), "missing 5", "checkpoint 0"),
                of("the first line is gone", s -> s.log.remove(0), "missing 0", "checkpoint 0"),
                of("the end is gone", s -> s.log.remove(11), "missing 11", "blotted 2"),
                of("everything is gone", s -> s.log.clear(), "missing 0"),
                of("a line is gone and the others are numbered anew", s -> s.renumber(5), "checkpoint 0", "missing 11"),
                of("two lines are swapped", s -> Collections.swap(s.log, 4, 5), "missing 4", "order 4", "checkpoint 0"),
                of("two entries are swapped", s -> s.swapEntries(), "checkpoint 0"),
                of("a line comes twice", s -> s.log.add(6, s.log.get(5)), "order 5"),
                of("a gap is said to be retired", s -> s.retire(4), "checkpoint 0"),
                of("a gap comes after what was retired", s -> s.retire(10), "missing 10", "checkpoint 8"));
    }

    private static Stream<StrangersTampering> lines() {
        return Stream.of(
                of(
                        "the last line is torn",
                        s -> s.log.set(11, s.log.get(11).substring(0, 99)),
                        "malformed 11",
                        "checkpoint 8",
                        "blotted 2"),
                of(
                        "the last line is not ended",
                        s -> s.log.set(11, s.log.get(11).strip()),
                        "malformed 11",
                        "checkpoint 8",
                        "blotted 2"),
                of(
                        "a line is torn in two",
                        s -> s.edit(5, ",\"salt", "\n,\"salt"),
                        "malformed 5",
                        "malformed 6",
                        "checkpoint 0"),
                of("a line is empty", s -> s.log.add(5, "\n"), "malformed 5"),
                of("a line is not JSON", s -> s.log.add(12, "# the end\n"), "malformed 12"),
                of("a line is an array", s -> s.log.add(12, "[]\n"), "malformed 12"),
                of(
                        "the file begins with a byte order mark",
                        s -> s.log.set(0, "\ufeff" + s.log.get(0)),
                        "malformed 0",
                        "checkpoint 0"),
                of(
                        "an entry names a member twice",
                        s -> s.edit(5, "\"actor\":\"U5\"", "\"actor\":\"U9\",\"actor\":\"U5\""),
                        "malformed 5",
                        "checkpoint 0"),
                of(
                        "a line names a member twice, once escaped",
                        s -> s.edit(5, "\"id\":", "\"i\\u0064\":1,\"id\":"),
                        "malformed 5",
                        "checkpoint 0"),
                of("a line has an unknown member", s -> s.edit(5, "\"id\":", "\"leaf\":\"\",\"id\":"), "malformed 5"),
                of(
                        "an entry has an unknown member",
                        s -> s.edit(5, "\"actor\":", "\"__proto__\":\"\",\"actor\":"),
                        "malformed 5",
                        "checkpoint 0"),
                of(
                        "there is an unknown personal value",
                        s -> s.edit(5, "\"client_address\"", "\"client_port\""),
                        "malformed 5"),
                of("a number is where text should be", s -> s.edit(5, "\"U5\"", "5"), "malformed 5", "checkpoint 0"),
                of("nothing is where text should be", s -> s.edit(5, "\"U5\"", "null"), "malformed 5", "checkpoint 0"),
                of(
                        "text is where a number should be",
                        s -> s.edit(5, "\"position\":5", "\"position\":\"5\""),
                        "malformed 5",
                        "checkpoint 0"),
                of(
                        "an object is where text should be",
                        s -> s.edit(5, "\"U5\"", "{\"id\":\"U5\"}"),
                        "malformed 5",
                        "checkpoint 0"),
                of("half a character is escaped", s -> s.edit(5, "Mozilla/5.0", "\\ud83d"), "malformed 5"),
                of("an outcome is unknown", s -> s.edit(5, "\"done\"", "\"undone\""), "malformed 5", "checkpoint 0"),
                of("a day never was", s -> s.edit(5, "2026-11-23", "2026-11-31"), "malformed 5", "checkpoint 0"),
                of("the team is left out", s -> s.edit(5, ",\"team\":\"\"", ""), "malformed 5", "checkpoint 0"),
                of("the salt is too short", s -> match(s.log, 5, "(\"salt\":\".{20}).{4}", "$1"), "malformed 5"),
                of(
                        "personal values come without salt",
                        s -> match(s.log, 5, "\"salt\":\"[^\"]+\",", ""),
                        "malformed 5"),
                of(
                        "the file is not UTF-8",
                        s -> s.charset = StandardCharsets.ISO_8859_1,
                        "malformed 0",
                        "malformed 1",
                        "malformed 2",
                        "malformed 3",
                        "malformed 4",
                        "malformed 5",
                        "malformed 6",
                        "malformed 7",
                        "malformed 8",
                        "malformed 9",
                        "malformed 10",
                        "malformed 11",
                        "checkpoint 0"));
    }

    private static Stream<StrangersTampering> times() {
        return Stream.of(
                of(
                        "an entry is later than its seal",
                        s -> s.sign(StrangersEvidence.timed(12, 5, 8.000001), 8, 12),
                        "backdated 5"),
                of(
                        "an entry is earlier than the seal before it",
                        s -> s.sign(StrangersEvidence.timed(12, 9, 8 - 900.000001), 8, 12),
                        "backdated 9"),
                of(
                        "an entry is slipped in behind the last checkpoint",
                        s -> s.log.add(
                                StrangersEvidence.timed(14, 12, -1000).lines().get(12)),
                        "backdated 12"),
                of("times of checkpoints go back", s -> s.sign(log(12), 100, 99), "checkpoint 12"));
    }

    private static Stream<StrangersTampering> checkpoints() {
        StrangersLog log = log(12);
        Signer namesake = Signer.of(OLD.name());
        Signer other = Signer.of("other.example.com/audit");
        byte[] root = new byte[32];
        return Stream.of(
                of("a checkpoint's size is another", s -> edit(s.checkpoints, 0, "\n8\n", "\n9\n"), "signature -"),
                of(
                        "a checkpoint's time is another",
                        s -> edit(s.checkpoints, 0, "08:00:08", "08:00:09"),
                        "signature -"),
                of(
                        "a checkpoint's signature is another's",
                        s -> match(s.checkpoints, 0, "— .*\n", StrangersEvidence.signature(log.checkpoint(7, 7, OLD))),
                        "signature -"),
                of(
                        "an unknown key of the same name signed",
                        s -> s.checkpoints.add(log.checkpoint(9, 9, namesake)),
                        "signature -"),
                of(
                        "one of two trusted signatures is false",
                        s -> s.checkpoints.set(
                                0, s.checkpoints.get(0) + StrangersEvidence.signature(log.checkpoint(7, 7, NEW))),
                        "signature -"),
                of(
                        "a trusted key signed for another log",
                        s -> s.checkpoints.add(StrangersLog.checkpoint("other.example.com/audit", 12, root, 12, OLD)),
                        "signature -"),
                of(
                        "another log's checkpoint is among them",
                        s -> s.checkpoints.add(log.checkpoint(12, 12, other)),
                        "signature -"),
                of(
                        "a trusted key signed another root",
                        s -> s.checkpoints.add(StrangersLog.checkpoint(ORIGIN, 9, root, 9, OLD)),
                        "checkpoint 8"),
                of(
                        "a trusted key signed another root of nothing",
                        s -> s.checkpoints.add(StrangersLog.checkpoint(ORIGIN, 0, root, 0, OLD)),
                        "checkpoint 0"),
                of(
                        "two roots of one size were signed",
                        s -> s.checkpoints.add(StrangersLog.checkpoint(ORIGIN, 12, root, 12, OLD)),
                        "checkpoint 12"),
                of(
                        "the last checkpoint is torn",
                        s -> s.checkpoints.set(1, s.checkpoints.get(1).strip()),
                        "malformed -"),
                of("a checkpoint has no signature", s -> match(s.checkpoints, 1, "— .*\n", ""), "malformed -"),
                of("a checkpoint has no time", s -> match(s.checkpoints, 0, "time .*\n", ""), "malformed -"),
                of("a size begins with zero", s -> edit(s.checkpoints, 0, "\n8\n", "\n08\n"), "malformed -"));
    }

    private static Stream<StrangersTampering> proofs() {
        return Stream.of(
                of("a proof's hash is another", s -> s.proof("(index 5\n)....", "$1AAAA"), "proof 5"),
                of("a proof lacks a hash", s -> s.proof("(index 5\n).*\n", "$1"), "proof 5"),
                of("a proof has a hash too many", s -> s.proof("(index 5\n)(.*\n)", "$1$2$2"), "proof 5"),
                of("a proof is for another place", s -> s.proof("index 5", "index 4"), "proof 4"),
                of("a proof is for a place behind the tree", s -> s.proof("index 5", "index 12"), "proof 12"),
                of("a proof's entry is another", s -> s.proof("extra .*", "extra " + s.entryOf(4)), "proof 5"),
                of("a proof's checkpoint is another", s -> s.proof("\n12\n", "\n11\n"), "signature -"),
                of("a proof's entry is none", s -> s.proof("extra .*", "extra e30="), "malformed -"),
                of("a proof says another version", s -> s.proof("@v1", "@v2"), "malformed -"),
                of("a proof is cut off", s -> s.proof("\n\n[^$]*", "\n"), "malformed -"),
                of(
                        "a proof knows more entries than there are",
                        s -> s.proven().log.remove(11),
                        "missing 11",
                        "blotted 2"));
    }

    /** What the format allows. */
    static Stream<StrangersTampering> harmless() {
        return Stream.of(
                of("nothing is under a checkpoint", s -> s.checkpoints.clear()),
                of("there are entries behind the last checkpoint", s -> s.checkpoints.remove(1)),
                of(
                        "checkpoints come in no order, and twice",
                        s -> s.checkpoints.addAll(0, List.of(s.checkpoints.get(1), s.checkpoints.get(1)))),
                of("an entry is of the very time of its seal", s -> s.sign(StrangersEvidence.timed(12, 5, 8), 8, 12)),
                of("an entry waited a quarter of an hour", s -> s.sign(StrangersEvidence.timed(12, 9, 8 - 900), 8, 12)),
                of(
                        "members come in another order, with space",
                        s -> match(s.log, 5, "(?s)\\{(.*),\"id\":105,(.*)}\n", "{ \"id\" : 105 , $2,$1 }\n")),
                of("a letter is escaped in JSON", s -> s.edit(5, "\"U5\"", "\"\\u00555\"")),
                of(
                        "a witness signed too",
                        s -> match(
                                s.checkpoints,
                                0,
                                "\\z",
                                "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXc=\n")),
                of("a gap was retired, and no later checkpoint is shown", s -> {
                    s.retire(8);
                    s.checkpoints.remove(1);
                }));
    }
}
