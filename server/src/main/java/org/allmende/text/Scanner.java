// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a member's text once from left to right. Nothing is read twice but for a bounded piece, so no text can make
/// it slow.
final class Scanner {

    /// Far above any limit for a post; spans beyond it are not looked for.
    private static final int SOURCE_MAX = 100_000;

    /// Nobody greets more people at once, spam does.
    private static final int MENTIONS_MAX = 50;

    private static final int TAGS_MAX = 60;
    private static final int ADDRESSES_MAX = 100;

    private static final int DOMAIN_MAX = 260;
    private static final String ADDRESS_ENDS = "<>\"“”„«»‹›。、「」『』【】〈〉《》（）！？，；：";
    private static final String TRAILING = ".,;:!?'’*_~…";
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final String source;
    private final int length;
    private final List<Span> spans = new ArrayList<>();
    private final Set<Handle> handles = new HashSet<>();
    private final Set<String> tags = new HashSet<>();
    private int addresses;
    private int addressFrom;

    Scanner(String typed) {
        source = tidy(typed);
        length = Math.min(source.length(), SOURCE_MAX);
    }

    Scan scan() {
        int at = 0;
        while (at < length) {
            var span = spanAt(at);
            span.ifPresent(spans::add);
            at = span.map(Span::end).orElse(at + 1);
        }
        return new Scan(source, spans);
    }

    private Optional<? extends Span> spanAt(int at) {
        return switch (source.charAt(at)) {
            case '@' -> mention(at);
            case '#', '＃' -> tag(at);
            case 'h', 'H' -> address(at);
            default -> Optional.empty();
        };
    }

    private Optional<Span.Mention> mention(int at) {
        if (at > 0 && (Tags.word(before(at)) || "@/=".indexOf(before(at)) >= 0)) {
            return Optional.empty();
        }
        int end = at + 1;
        while (end < length && end - at <= Handle.NAME_MAX && HandleName.point(source.codePointAt(end))) {
            end += Character.charCount(source.codePointAt(end));
        }
        var typed = withoutDots(at + 1, end);
        var nameEnd = at + 1 + typed.length();
        // Members here have names of ASCII alone.
        var handle = HandleName.normal(typed).filter(HandleName::ascii).map(Handle::local);
        var handleEnd = nameEnd;
        if (nameEnd < length - 1 && source.charAt(nameEnd) == '@' && domainPoint(source.codePointAt(nameEnd + 1))) {
            handleEnd = domainEnd(nameEnd + 1);
            handle = Handle.of(typed, source.substring(nameEnd + 1, handleEnd));
        }
        var mentionEnd = handleEnd;
        // "@house/door" names a package or a path, nobody.
        var whole =
                mentionEnd == length || source.charAt(mentionEnd) != '/' && !Tags.word(source.codePointAt(mentionEnd));
        return handle.filter(found -> whole && fits(handles, found.key(), MENTIONS_MAX))
                .map(found -> new Span.Mention(at, mentionEnd, found));
    }

    private int domainEnd(int start) {
        int end = start;
        while (end < length && end - start < DOMAIN_MAX && domainPoint(source.codePointAt(end))) {
            end += Character.charCount(source.codePointAt(end));
        }
        while (end > start && ".-_".indexOf(source.charAt(end - 1)) >= 0) {
            end--;
        }
        int port = end;
        if (port < length && source.charAt(port) == ':') {
            port++;
            while (port < length && port - end <= 5 && digit(source.charAt(port))) {
                port++;
            }
            var whole = port == length || !Tags.word(source.codePointAt(port));
            return port > end + 1 && whole ? port : end;
        }
        return end;
    }

    private Optional<Span.Tag> tag(int at) {
        if (at > 0 && (Tags.word(before(at)) || "#＃/&=".indexOf(before(at)) >= 0)) {
            return Optional.empty();
        }
        int end = at + 1;
        while (end < length && end - at <= Tags.LENGTH_MAX + 1 && tagPoint(source.codePointAt(end))) {
            end += Character.charCount(source.codePointAt(end));
        }
        while (end > at + 1 && Tags.inner(source.charAt(end - 1))) {
            end--;
        }
        var name = source.substring(at + 1, end);
        return Tags.named(name) && Tags.parse(name).isPresent() && fits(tags, Tags.key(name), TAGS_MAX)
                ? Optional.of(new Span.Tag(at, end, name))
                : Optional.empty();
    }

    private Optional<Span.Address> address(int at) {
        var begins =
                source.regionMatches(true, at, "http://", 0, 7) || source.regionMatches(true, at, "https://", 0, 8);
        if (!begins
                || at < addressFrom
                || addresses == ADDRESSES_MAX
                || at > 0 && (asciiWord(before(at)) || before(at) == '@')) {
            return Optional.empty();
        }
        int end = at;
        while (end < length && addressCharacter(source.charAt(end))) {
            end++;
        }
        // What is no address is not read again for another one inside it: that would take quadratic time.
        addressFrom = end;
        var typed = source.substring(at, trimmed(at, end));
        var url = Urls.parse(typed);
        addresses += url.isPresent() ? 1 : 0;
        return url.map(uri -> new Span.Address(at, at + typed.length(), uri.toString()));
    }

    /// Where the address ends when the punctuation of the sentence around it is taken off: brackets that are closed
    /// but not opened inside it, and full stops and the like.
    private int trimmed(int start, int end) {
        var open = new int[OPENING.length()];
        for (int i = start; i < end; i++) {
            var opening = OPENING.indexOf(source.charAt(i));
            var closing = CLOSING.indexOf(source.charAt(i));
            if (opening >= 0) {
                open[opening]++;
            } else if (closing >= 0) {
                open[closing]--;
            }
        }
        int last = end;
        while (last > start) {
            var character = source.charAt(last - 1);
            var closing = CLOSING.indexOf(character);
            if (closing >= 0 && open[closing] < 0) {
                open[closing]++;
            } else if (TRAILING.indexOf(character) < 0 && OPENING.indexOf(character) < 0) {
                return last;
            }
            last--;
        }
        return last;
    }

    private String withoutDots(int start, int end) {
        int last = end;
        while (last > start && ".-".indexOf(source.charAt(last - 1)) >= 0) {
            last--;
        }
        return source.substring(start, last);
    }

    private int before(int at) {
        return source.codePointBefore(at);
    }

    private static <T> boolean fits(Set<T> seen, T one, int max) {
        return seen.contains(one) || seen.size() < max && seen.add(one);
    }

    private static boolean asciiWord(int point) {
        return point == '_'
                || point >= '0' && point <= '9'
                || point >= 'a' && point <= 'z'
                || point >= 'A' && point <= 'Z';
    }

    private static boolean domainPoint(int point) {
        return point == '.' || point == '-' || Tags.word(point);
    }

    private static boolean tagPoint(int point) {
        return Tags.word(point) || Tags.inner(point);
    }

    private static boolean addressCharacter(char character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && ADDRESS_ENDS.indexOf(character) < 0;
    }

    private static boolean digit(char character) {
        return character >= '0' && character <= '9';
    }

    /// Line breaks as one character, no white space at the ends of lines, no control characters.
    private static String tidy(String typed) {
        var clean = Html.withoutControls(typed.replace("\r\n", "\n").replace('\r', '\n'));
        var out = new StringBuilder(clean.length());
        for (int i = 0; i < clean.length(); i++) {
            if (clean.charAt(i) == '\n') {
                while (!out.isEmpty() && " \t".indexOf(out.charAt(out.length() - 1)) >= 0) {
                    out.setLength(out.length() - 1);
                }
            }
            out.append(clean.charAt(i));
        }
        return out.toString().strip();
    }
}
