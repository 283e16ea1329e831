// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.http.OutboundFailure.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How answers are read from the wire: whole ones however they end, and no others.
@Timeout(60)
class OutboundAnswersTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final Outbound outbound =
            new Outbound(OutboundPolicy.strict("Allmende/test").allowLoopback().allowPlainHttp(), Clock.systemUTC());

    @AfterEach
    void close() {
        outbound.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "Content-Length: 5\r\n\r\nhello",
                OK + "Content-Length: 5, 5\r\nContent-Length: 5\r\n\r\nhello",
                OK + "content-length:5\r\n\r\nhello",
                OK + "Connection: close\r\n\r\nhello",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: Chunked\r\n\r\n2;a=b\r\nhe\r\n00003\r\nllo\r\n0\r\nTrailer: x\r\n\r\n",
                "HTTP/1.0 200\r\n\r\nhello",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + OK
                        + "Content-Length: 5\r\n\r\nhello",
            })
    void an_answer_is_whole_however_its_end_is_told(String answer) throws Exception {
        try (var server = new Scripted(true, answer)) {
            assertThat(outbound.send(server.get()).text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 2000\r\n\r\n",
                "HTTP/1.1 -20\r\n\r\n",
                "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
                OK,
                OK + "Content-Length: 6\r\n\r\nhello",
                OK + "Content-Length: -1\r\n\r\nhello",
                OK + "Content-Length: +5\r\n\r\nhello",
                OK + "Content-Length: 5\r\nContent-Length: 4\r\n\r\nhello",
                OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: gzip\r\n\r\nhello",
                OK + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello",
                OK + "Transfer-Encoding: chunked\r\n\r\n\r\nhello",
                OK + "No colon\r\n\r\n",
                OK + ": nameless\r\n\r\n",
                OK + "A: b\r\n folded\r\n\r\n",
                OK + "Spaced : b\r\nContent-Length: 0\r\n\r\n",
            })
    void what_is_no_whole_answer_is_a_failure_that_may_pass(String answer) throws Exception {
        try (var server = new Scripted(true, answer)) {
            assertThatThrownBy(() -> outbound.send(server.get()))
                    .isInstanceOfSatisfying(
                            OutboundFailure.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE));
        }
    }

    @Test
    void no_answer_is_read_as_part_of_another_one() throws Exception {
        try (var server = new Scripted(
                false,
                OK + "Content-Length: 5\r\n\r\nfirst" + OK + "Content-Length: 6\r\n\r\nsmuggl",
                OK + "Content-Length: 6\r\n\r\nsecond",
                OK + "Content-Length: 2000\r\n\r\n" + "x".repeat(2_000),
                OK + "Content-Length: 6\r\n\r\nfourth")) {
            assertThat(outbound.send(server.get()).text()).isEqualTo("first");
            assertThat(outbound.send(server.get()).text()).isEqualTo("second");
            assertThatThrownBy(() -> outbound.send(server.get().bytesMax(1_000)))
                    .isInstanceOfSatisfying(
                            OutboundFailure.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE));
            assertThat(outbound.send(server.get()).text()).isEqualTo("fourth");
        }
    }

    @Test
    void a_connection_is_used_again_only_where_both_sides_keep_it() throws Exception {
        var kept = OK + "Transfer-Encoding: chunked\r\n\r\n4\r\nkept\r\n0\r\n\r\n";
        var last = OK + "Connection: Keep-Alive, Close\r\nContent-Length: 4\r\n\r\nlast";
        try (var server = new Scripted(false, kept, "HTTP/1.1 204 No Content\r\n\r\n", last, kept)) {
            for (var time = 0; time < 4; time++) {
                outbound.send(server.get());
            }

            assertThat(server.connections).hasValue(2);
            assertThat(outbound.idleConnections()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_was_closed_while_it_waited_is_replaced_at_once() throws Exception {
        // Says nothing about closing, and closes.
        try (var server = new Scripted(true, OK + "Content-Length: 5\r\n\r\nhello")) {
            for (var time = 0; time < 3; time++) {
                assertThat(outbound.send(server.post()).text()).isEqualTo("hello");
            }

            assertThat(server.asked).hasSize(3);
        }
    }

    @Test
    void a_request_is_written_out_whole_and_by_no_more_than_it_says() throws Exception {
        try (var server = new Scripted(false, OK + "Content-Length: 0\r\n\r\n")) {
            outbound.send(server.post()
                    .header("X-A", "b")
                    .signedBy((_, _, _, _) -> List.of(
                            new Header("host", "elsewhere.example"),
                            new Header("x-a", "c"),
                            new Header("Date", "now"))));

            assertThat(server.asked).containsExactly("""
                            POST /in?x=1 HTTP/1.1
                            User-Agent: Allmende/test
                            Accept-Encoding: gzip
                            Content-Type: text/plain
                            host: elsewhere.example
                            x-a: c
                            Date: now
                            Content-Length: 4
                            """);
        }
    }

    /// Gives its answers in turn, the last one from then on, and closes after each where it is told to.
    private static final class Scripted implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final AtomicInteger connections = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final boolean closing;
        private final String[] answers;

        private Scripted(boolean closing, String... answers) throws IOException {
            this.closing = closing;
            this.answers = answers;
            Thread.startVirtualThread(() -> {
                try {
                    while (true) {
                        var client = socket.accept();
                        connections.incrementAndGet();
                        Thread.startVirtualThread(() -> serve(client));
                    }
                } catch (IOException _) {
                    // The test is over.
                }
            });
        }

        private void serve(java.net.Socket client) {
            try (client;
                    var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    var head = new StringBuilder();
                    for (; !line.isEmpty(); line = in.readLine()) {
                        head.append(line).append('\n');
                    }
                    if (head.indexOf("POST") == 0) {
                        assertThat(in.skip("news".length())).isEqualTo("news".length());
                    }
                    asked.add(head.toString());
                    var answer = answers[Math.min(answered.getAndIncrement(), answers.length - 1)];
                    client.getOutputStream().write(answer.getBytes(ISO_8859_1));
                    if (closing) {
                        return;
                    }
                }
            } catch (IOException _) {
                // They hung up.
            }
        }

        OutboundRequest get() {
            return OutboundRequest.get(uri());
        }

        OutboundRequest post() {
            return OutboundRequest.post(uri(), "text/plain", "news".getBytes(ISO_8859_1));
        }

        private URI uri() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/in?x=1");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
