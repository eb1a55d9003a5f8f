using CsCheck;
using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.PostDeploy.Tests.Code;

public sealed class CodeSnapshotTests
{
    [Fact]
    public void The_hash_is_the_one_that_the_Azure_ML_clients_compute()
    {
        using var one = new TempPipeline();
        one.Write("train.py", "print(1)\n");
        using var three = new TempPipeline();
        three.Write("train.py", "print(1)\n").Write("Conf/params.yml", "lr: 0.1\n").Write("conf/a.txt", "");

        Assert.Equal("7e6aee81e75d7941c8a3ec46da6b49c0905194136af456e2271f263c3bbefefe", CodeSnapshot.Take(one.Path).Hash);
        Assert.Equal("c3013c8cf7e5d2d73d8d47b7b8ffbc06c341ece1a2ab1725104211699bffa6ba", CodeSnapshot.Take(three.Path).Hash);
        Assert.Equal(["conf/a.txt", "Conf/params.yml", "train.py"],
            CodeSnapshot.Take(three.Path).Files.Select(file => file.Path));
    }

    [Fact]
    public void The_order_in_which_files_were_made_does_not_matter_and_any_change_does()
    {
        string[] all = ["a.py", "b.py", "data/c.csv", "data/deep/d.txt", "E.md"];
        var names = Gen.Int[0, all.Length - 1].Select(index => all[index]);
        var files = Gen.Dictionary(names, Gen.String[Gen.Char['a', 'z'], 0, 20])[1, 5];
        Gen.Select(files, Gen.Int).Sample(
            (content, seed) =>
            {
                using var first = Folder(content.OrderBy(file => file.Key));
                using var second = Folder(content.OrderBy(file => HashCode.Combine(file.Key, seed)));
                var hash = CodeSnapshot.Take(first.Path).Hash;
                Assert.Equal(hash, CodeSnapshot.Take(second.Path).Hash);

                var changed = content.Keys.OrderBy(name => HashCode.Combine(name, seed)).First();
                second.Write(changed, content[changed] + "!");
                Assert.NotEqual(hash, CodeSnapshot.Take(second.Path).Hash);
                second.Write(changed, content[changed]);
                Assert.Equal(hash, CodeSnapshot.Take(second.Path).Hash);
                File.Move(second.PathOf(changed), second.PathOf("renamed.py"));
                Assert.NotEqual(hash, CodeSnapshot.Take(second.Path).Hash);
            },
            iter: 30);
    }

    [Fact]
    public void Amlignore_counts_and_gitignore_only_without_it()
    {
        using var folder = new TempPipeline();
        folder.Write("train.py", "").Write("notes.md", "").Write("data/x", "").Write(".gitignore", "data/\n.gitignore\n");

        Assert.Equal(["notes.md", "train.py"], CodeSnapshot.Take(folder.Path).Files.Select(file => file.Path));

        folder.Write(".amlignore", ".*ignore\n*.md\ndata\n");
        Assert.Equal(["train.py"], CodeSnapshot.Take(folder.Path).Files.Select(file => file.Path));
    }

    [Fact]
    public void The_cache_of_Python_is_taken_along_by_jobs_only()
    {
        using var folder = new TempPipeline();
        folder.Write("train.py", "").Write("lib/__pycache__/train.pyc", "").Write(".gitignore", "!__pycache__");

        Assert.Equal([".gitignore", "train.py"], CodeSnapshot.Take(folder.Path).Files.Select(file => file.Path));
        Assert.Equal([".gitignore", "lib/__pycache__/train.pyc", "train.py"],
            CodeSnapshot.Take(folder.Path, withCache: true).Files.Select(file => file.Path));
    }

    [Fact]
    public void A_large_file_is_taken_in_piece_by_piece()
    {
        using var folder = new TempPipeline();
        using (var large = File.Create(folder.PathOf("large.bin"))) large.SetLength(120_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(120_000_000, CodeSnapshot.Take(folder.Path).Size);
        Assert.Equal(120_000_000, UploadSnapshot.Take(folder.Path).Size);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    // As `az ml` copies them: where a folder with includes is put together, the ignore files of the folders below count, too.
    [Fact]
    public void Includes_lie_beside_the_folder_and_keep_to_its_ignore_file_and_to_their_own()
    {
        using var folder = new TempPipeline();
        folder.Write("src/train.py", "").Write("src/.amlignore", "*.csv\nlib/top.txt").Write("src/sub/.amlignore", "*.log")
            .Write("src/sub/a.log", "").Write("src/sub/a.txt", "")
            .Write("lib/.gitignore", "*.log\n/only-here").Write("lib/x.csv", "").Write("lib/y.log", "").Write("lib/top.txt", "")
            .Write("lib/only-here", "").Write("lib/deep/only-here", "").Write("lib/deep/__pycache__/z.pyc", "")
            .Write("one.csv", "").Write("two.txt", "");

        var snapshot = CodeSnapshot.Take(folder.PathOf("src"),
            [folder.PathOf("lib"), folder.PathOf("one.csv"), folder.PathOf("two.txt")]);

        Assert.Equal("code_with_additional_includes", snapshot.Name);
        Assert.Equal(
            [".amlignore", "lib/.gitignore", "lib/deep/only-here", "sub/.amlignore", "sub/a.txt", "train.py", "two.txt"],
            snapshot.Files.Select(file => file.Path));
        Assert.Equal(["two.txt"], CodeSnapshot.Take(null, [folder.PathOf("two.txt")]).Files.Select(file => file.Path));
        Assert.Equal(["train.py", "two.txt"],
            CodeSnapshot.Take(folder.PathOf("src/train.py"), [folder.PathOf("two.txt")]).Files.Select(file => file.Path));
    }

    [Fact]
    public void Links_are_followed_and_includes_lie_beside_the_folder()
    {
        using var folder = new TempPipeline();
        using var shared = new TempPipeline();
        folder.Write("src/train.py", "");
        shared.Write("lib/util.py", "x").Write("more/extra.txt", "y").Write("one.json", "{}");
        File.CreateSymbolicLink(folder.PathOf("src/util.py"), shared.PathOf("lib/util.py"));

        var snapshot = CodeSnapshot.Take(folder.PathOf("src"), [shared.PathOf("more"), shared.PathOf("one.json")]);

        Assert.Equal(["more/extra.txt", "one.json", "train.py", "util.py"], snapshot.Files.Select(file => file.Path));
        Assert.Equal([1, 2, 0, 1], snapshot.Files.Select(file => file.Length));
    }

    [Fact]
    public void A_link_to_a_folder_above_does_not_go_round_for_ever()
    {
        using var folder = new TempPipeline();
        folder.Write("src/train.py", "");
        Directory.CreateSymbolicLink(folder.PathOf("src/again"), folder.PathOf("src"));

        Assert.Equal(["train.py"], CodeSnapshot.Take(folder.PathOf("src")).Files.Select(file => file.Path));
    }

    private static TempPipeline Folder(IEnumerable<KeyValuePair<string, string>> files)
    {
        var folder = new TempPipeline();
        foreach (var (name, text) in files) folder.Write(name, text);
        return folder;
    }
}
