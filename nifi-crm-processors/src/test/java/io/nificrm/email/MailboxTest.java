package io.nificrm.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {

    @Test
    void marksBeforeLinesThatLookLikeSeparatorsAreTakenAway() throws IOException {
        String mbox =
                "From a\nA: 1\n\n>From here\n>>From there\n> From\n>Fro\n>>>\nnot\n\n>From x\n\nFrom b\nB: 2\n\n>";

        for (int piece = 1; piece < 20; piece++) {
            assertThat(messages(mbox, piece))
                    .as("read %s bytes at a time", piece)
                    .containsExactly(
                            "A: 1\n\nFrom here\n>From there\n> From\n>Fro\n>>>\nnot\n\nFrom x\n\n", "B: 2\n\n>");
        }
    }

    @Test
    void aSingleMessageIsLeftAsItIs() throws IOException {
        assertThat(messages("A: 1\n\n>From here\n\nFrom there\n", 7))
                .containsExactly("A: 1\n\n>From here\n\nFrom there\n");
    }

    private static List<String> messages(String stream, int piece) throws IOException {
        Mailbox mailbox = new Mailbox(new ByteArrayInputStream(stream.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, piece));
            }
        });
        List<String> messages = new ArrayList<>();
        while (mailbox.next()) {
            StringBuilder message = new StringBuilder();
            InputStream in = mailbox.message();
            byte[] some = new byte[piece];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                message.append(new String(some, 0, read, StandardCharsets.US_ASCII));
            }
            messages.add(message.toString());
        }
        return messages;
    }
}
