package dev.lanewise.cli;

import dev.lanewise.core.Progress;
import java.util.concurrent.atomic.AtomicBoolean;

/// Says a sentence once the work goes on, so that a refusal stands alone.
record Announcement(Lanewise lanewise, String sentence, Progress.Listener listener, AtomicBoolean said) implements Progress.Listener {

    static Announcement of(Lanewise lanewise, String sentence) { return new Announcement(lanewise, sentence, lanewise.listener(), new AtomicBoolean()); }

    @Override public void onProgress(Progress progress) {
        if (!said.getAndSet(true)) lanewise.say(sentence);
        listener.onProgress(progress);
    }

    @Override public void onNotice(String notice) { lanewise.console().err().println(notice); }
}
