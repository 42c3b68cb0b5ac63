package io.nificrm.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.normalize.SharedSamples;
import io.nificrm.touchpoint.Bounce;
import io.nificrm.touchpoint.EmailDetails;
import io.nificrm.touchpoint.Touchpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bounces, complaints and automatic replies of many mail systems: what a person finds in the file must come out. */
class RealMailsTest {
    /** {@code file | kind, type of bounce, code, recipient}, one line an event. */
    private static final String GOLDEN = """
            arf-02 | complained - - this-local-part-does-not-exist-on-yahoo@yahoo.com
            arf-14 | complained - - kijitora@y.example.com
            arf-20 | complained - - kijitora@example.org
            lhost-amazonses-01 | bounced hard 5.1.0 shironeko@example.co.jp
            lhost-amazonses-20 | bounced hard 5.2.1 kijitora@google.example.com
            lhost-domino-01 | bounced hard - kijitora@example.jp
            lhost-dragonfly-16 | bounced hard 5.3.2 notaccept@libsisimai.net
            lhost-exchange2003-02 | bounced hard - kijitora@example.co.jp
            lhost-exchange2003-02 | bounced hard - mikeneko@example.co.jp
            lhost-exim-07 | bounced soft - shiba@example.com
            lhost-exim-45 | bounced block 5.2.0 kijitora@example.com
            lhost-ezweb-02 | bounced hard 5.0.0 this-local-part-does-not-exist-on-the-server@ezweb.ne.jp
            lhost-gmail-15 | bounced soft - mikeneko@libsisimai.org
            lhost-googlegroups-10 | bounced hard - libsisimai@googlegroups.com
            lhost-mailru-02 | bounced soft 5.2.2 kijitora@example.jp
            lhost-messagingserver-05 | bounced hard 5.4.4 kijitora@example.jp
            lhost-notes-01 | bounced hard - kijitora@u1.example.co.jp
            lhost-opensmtpd-03 | bounced hard - kijitora@neko.example.jp
            lhost-outlook-08 | bounced hard 5.5.0 kijitora@hotmail.example.com
            lhost-postfix-28 | bounced block 5.7.1 kijitora@gmail.example.com
            lhost-postfix-46 | bounced hard 5.0.0 neko-nyaan@ne.auone-net.jp
            lhost-postfix-64 | bounced hard - xxxx@wanadoo.fr
            lhost-powermta-02 | bounced hard 5.0.0 kijitora@example.com
            lhost-qmail-17 | bounced hard 5.1.1 userunknown@libsisimai.net
            lhost-qmail-17 | bounced soft 5.2.2 mailboxfull@libsisimai.net
            lhost-sendgrid-02 | bounced hard 5.1.1 this-local-part-does-not-exist-on-the-server@example.jp
            lhost-sendmail-17 | bounced hard 5.1.6 kijitora@example.net
            lhost-sendmail-36 | bounced block 5.7.1 kijitora@nyaan.example.com
            lhost-sendmail-54 | bounced soft 4.4.7 kijitora@neko.example.jp
            lhost-v5sendmail-06 | bounced block - kijitora@example.edu
            lhost-x3-05 | bounced hard - kijitora@example.or.jp
            lhost-yahoo-13 | bounced soft - neko@sijo.example.jp
            rfc3464-04 | bounced hard 5.5.0 kijitora@mailx-53.neko.example.edu
            rfc3464-26 | bounced hard 5.1.1 kijitora@example.or.jp
            rfc3464-34 | deferred soft 4.4.1 kijitora@example.com
            rfc3464-51 | bounced hard 5.1.0 kijitora@example.de
            rfc3464-57 | bounced hard 5.0.0 otsu-sakaba-hunter-neko-nyaaaaaaan@ezweb.ne.jp
            rfc3464-60 | bounced block 5.1.8 kijitora@example.jp
            rfc3834-03 | auto_replied - - kijitora@apple.example.com
            rhost-aol-03 | bounced soft 5.2.2 sabineko@example.jp
            rhost-aol-03 | bounced hard 5.1.1 mikeneko@example.jp
            rhost-franceptt-06 | bounced block 4.0.0 xxxx@orange.fr
            rhost-gsuite-03 | bounced hard 4.0.0 neko@libsisimai.org
            rhost-messagelabs-03 | bounced hard 5.0.0 kijitora@example.com
            rhost-outlook-08 | bounced hard 5.5.0 kijitora@hotmail.example.com
            """;

    @Test
    void everyMailComesOutRight() {
        List<String> summary = new ArrayList<>();
        for (Path file : SharedSamples.files("email")) {
            String name = file.getFileName().toString().replace(".eml", "");
            Collected collected = Collected.of(new MimeFormat(), SharedSamples.bytes(file));
            assertThat(collected.reasons()).as(name).isEmpty();
            collected.touchpoints().forEach(event -> summary.add(name + " | " + summary(event)));
        }

        assertThat(String.join("\n", summary)).isEqualTo(GOLDEN.strip());
    }

    @Test
    void everyBounceCarriesTheWordsOfTheServerWhereThereAreSome() {
        for (Path file : SharedSamples.files("email")) {
            String name = file.getFileName().toString();
            boolean wordless = name.startsWith("lhost-postfix-64")
                    || name.startsWith("lhost-notes")
                    || name.startsWith("lhost-x3")
                    || name.startsWith("rfc3834");
            for (Touchpoint event :
                    Collected.of(new MimeFormat(), SharedSamples.bytes(file)).touchpoints()) {
                assertThat(event.email().orElseThrow().reason().isPresent() || wordless)
                        .as("%s: %s", name, event.email())
                        .isTrue();
            }
        }
    }

    private static String summary(Touchpoint event) {
        EmailDetails email = event.email().orElseThrow();
        Optional<Bounce> bounce = email.bounce();
        return String.join(
                " ",
                event.kind().value(),
                bounce.flatMap(Bounce::type).map(Bounce.Type::value).orElse("-"),
                bounce.flatMap(Bounce::code).orElse("-"),
                email.recipient().orElse("-"));
    }
}
