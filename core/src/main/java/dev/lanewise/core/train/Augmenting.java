package dev.lanewise.core.train;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.image.Augmentation;

/// The images of a data set, changed at random: in each pass in another way, which depends on the pass, the row and the seed alone.
record Augmenting(Dataset data, Augmentation augmentation, Seed seed) {

    /// The sample that another one is mixed with, and how much of the mixture is not the other one.
    record Partner(int row, double share) { }

    private Seed of(long pass, int row) { return seed.child(pass).child(row); }

    boolean mixes() { return augmentation.mixes(); }

    Partner partner(long pass, int row) {
        RandomStream random = of(pass, row).child("mixup").stream();
        return new Partner(random.nextInt(data.size()), augmentation.share(random));
    }

    /// Room for [#read], so that a thread makes it once for many images.
    float[][] room() {
        int n = data.schema().input().size();
        return new float[][] {new float[n], new float[mixes() ? n : 0]};
    }

    /// Writes the changed image to `to[toFrom …]`.
    void read(long pass, int row, float[] to, int toFrom, float[][] room) {
        Seed own = of(pass, row);
        changed(row, own, to, toFrom, room[0]);
        if (!mixes()) return;
        Partner partner = partner(pass, row);
        changed(partner.row, own.child("other"), room[1], 0, room[0]);
        float share = (float) partner.share;
        for (int i = 0; i < room[1].length; i++) to[toFrom + i] = share * to[toFrom + i] + (1 - share) * room[1][i];
    }

    private void changed(int row, Seed own, float[] to, int toFrom, float[] raw) {
        Shape image = data.schema().input();
        data.readInput(0, row, raw, 0);
        augmentation.apply(image, raw, to, toFrom, own.stream());
    }
}
