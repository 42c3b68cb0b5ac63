package io.nificrm.email.mailbox;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why an encrypted connection did not come about, and what to do.
 *
 * @param words what is wrong, in words
 */
record TlsRefusal(String words, String nextStep) {

    /**
     * The refusal behind a failure; absent where it is none of TLS.
     *
     * @param causes the failure and its causes, the outermost first
     */
    static Optional<TlsRefusal> of(List<Throwable> causes) {
        Optional<String> ended = said(causes, CertificateExpiredException.class)
                .or(() -> said(causes, CertificateNotYetValidException.class));
        if (ended.isPresent()) {
            return Optional.of(new TlsRefusal(
                    "its certificate has ended, or does not hold yet (" + ended.get() + ")",
                    "have the server's certificate renewed, and see that the clocks are right"));
        }
        Optional<String> otherHost = causes.stream()
                .filter(cause -> cause instanceof CertificateException || cause instanceof IOException)
                .map(cause -> String.valueOf(cause.getMessage()))
                .filter(TlsRefusal::isAboutTheName)
                .findFirst();
        if (otherHost.isPresent()) {
            return Optional.of(new TlsRefusal(
                    "its certificate is for another host (" + otherHost.get() + ")",
                    "set Host to a name that the certificate has, or have one made for this host"));
        }
        Optional<String> untrusted =
                said(causes, CertPathBuilderException.class).or(() -> said(causes, CertPathValidatorException.class));
        if (untrusted.isPresent()) {
            return Optional.of(new TlsRefusal(
                    "its certificate is not trusted (" + untrusted.get() + ")",
                    "if the certificate is your own, set SSL Context Service to one whose truststore holds it, or who"
                            + " signed it; if not, somebody may be in between"));
        }
        return said(causes, SSLException.class)
                .map(words -> new TlsRefusal(
                        "the encrypted connection failed: " + words, "check Transport Security and Port"));
    }

    /** In the words of Java's own check, and of the mail library's. */
    private static boolean isAboutTheName(String message) {
        return message.contains("subject alternative")
                || message.contains("No name matching")
                || message.contains("verify identity of server");
    }

    private static Optional<String> said(List<Throwable> causes, Class<? extends Throwable> kind) {
        return causes.stream()
                .filter(kind::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()))
                .findFirst();
    }
}
