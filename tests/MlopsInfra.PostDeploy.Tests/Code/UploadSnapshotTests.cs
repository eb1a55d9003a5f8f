using System.Security.Cryptography;
using System.Text;
using CsCheck;
using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.PostDeploy.Tests.Code;

public sealed class UploadSnapshotTests
{
    private const string Seed = "Initialize for october 2021 AML CLI version";

    // Measured with azure-ai-ml 1.35.2.
    [Theory]
    [InlineData("pump,level\nP-101,3\n", "6df3aa81bab2fc76e105cddd4dfa950afaffa0b12d3b885911aab8040022c7bd")]
    [InlineData("pump,level\r\nP-101,3\r\n", "015effb9f7675e402d8fc6c1b5386adb15d6cedf620f956a2811fbf3c94f0642")]
    [InlineData("x\n", "146d648b71a4ec4e2e87e98cbc32598fb0545e7913ba3a6e91c52275bc6e9791")]
    public void A_file_has_the_hash_of_its_bytes_whatever_its_name(string content, string hash)
    {
        using var folder = new TempPipeline();
        folder.Write("any name.csv", content);

        var snapshot = UploadSnapshot.Take(folder.PathOf("any name.csv"));

        Assert.Equal($"LocalUpload/{hash}/any name.csv", snapshot.Path);
        Assert.False(snapshot.IsFolder);
        Assert.Equal("any name.csv", snapshot.PathOf(Assert.Single(snapshot.Files)));
        Assert.Equal(content.Length, snapshot.Size);
    }

    [Fact]
    public void A_folder_has_the_hash_of_its_names_and_bytes_by_the_lower_case_name()
    {
        using var folder = new TempPipeline();
        folder.Write("d/b.csv", "1\n").Write("d/A.csv", "2\n").Write("d/sub/c.csv", "3\n");

        var snapshot = UploadSnapshot.Take(folder.PathOf("d/"));

        Assert.Equal("LocalUpload/fede2f92a71e12130a7449304919877fc4850eedeffd248f01fe8063d4006301/d", snapshot.Path);
        Assert.True(snapshot.IsFolder);
        Assert.Equal(["d/A.csv", "d/b.csv", "d/sub/c.csv"], snapshot.Files.Select(snapshot.PathOf));
        Assert.Equal(6, snapshot.Size);
    }

    [Theory]
    [InlineData("skip", "a.csv1")]
    [InlineData("skip/", "a.csv1skip")]
    [InlineData("skip/\n!skip/keep", "a.csv1skipkeep2")]
    [InlineData("skip\n!skip/keep", "a.csv1")]
    public void An_ignored_name_is_left_out_with_all_that_it_holds(string patterns, string hashed)
    {
        using var folder = new TempPipeline();
        folder.Write(".amlignore", patterns).Write("a.csv", "1").Write("skip/x", "x").Write("skip/keep", "2")
            .Write(".gitignore", "a.csv");
        Directory.CreateDirectory(folder.PathOf("empty"));

        var expected = $"{Seed}.amlignore{patterns}.gitignorea.csv{hashed[..6]}empty{hashed[6..]}";
        Assert.Equal(Sha256(expected), UploadSnapshot.Take(folder.Path).Hash);
    }

    [Fact]
    public void A_link_counts_with_its_own_name_and_the_content_that_it_leads_to()
    {
        using var folder = new TempPipeline();
        using var elsewhere = new TempPipeline();
        elsewhere.Write("far/x.csv", "1").Write("far/y.tmp", "2").Write("one.csv", "3");
        folder.Write(".amlignore", "*.tmp");
        Directory.CreateSymbolicLink(folder.PathOf("near"), elsewhere.PathOf("far"));
        File.CreateSymbolicLink(folder.PathOf("two.csv"), elsewhere.PathOf("one.csv"));
        Directory.CreateSymbolicLink(folder.PathOf("near/again"), elsewhere.PathOf("far"));

        var snapshot = UploadSnapshot.Take(folder.Path);

        Assert.Equal([".amlignore", "near/x.csv", "two.csv"], snapshot.Files.Select(file => file.Path));
        Assert.Equal(Sha256($"{Seed}.amlignore*.tmpnearagainx.csv1two.csv3"), snapshot.Hash);
        Assert.Equal("far", UploadSnapshot.Take(folder.PathOf("near")).Name);
    }

    [Fact]
    public void What_cannot_be_read_is_named()
    {
        using var folder = new TempPipeline();
        File.CreateSymbolicLink(folder.PathOf("lost.csv"), "nowhere.csv");
        var lost = Assert.Throws<SnapshotException>(() => UploadSnapshot.Take(folder.Path));
        Assert.Equal($"'{folder.PathOf("lost.csv")}' is a link to 'nowhere.csv', which does not exist", lost.Message);

        folder.Delete("lost.csv");
        File.CreateSymbolicLink(folder.PathOf("round"), "round");
        Assert.Equal(folder.PathOf("round"), Assert.Throws<SnapshotException>(() => CodeSnapshot.Take(folder.Path)).Path);
    }

    // The order is Python's: by code points, of which those above the basic plane come last.
    [Fact]
    public void The_order_of_names_is_that_of_their_code_points()
    {
        string[] names = ["Zed", "a", "A-1", "a_1", "é", "\U0001F600", "\uFF21", "B", "b2"];

        Assert.Equal(["a", "A-1", "a_1", "B", "b2", "Zed", "é", "\uFF21", "\U0001F600"], names.Order(PathOrder.Instance));
    }

    [Fact]
    public void The_hash_does_not_depend_on_how_the_files_came_to_be()
    {
        var names = Gen.Int[0, 4].Select(index => new[] { "a.py", "B.py", "data/c.csv", "data/deep/d.txt", "data-1" }[index]);
        Gen.Select(Gen.Dictionary(names, Gen.String[Gen.Char['a', 'z'], 0, 20])[1, 5], Gen.Int).Sample(
            (content, seed) =>
            {
                using var first = new TempPipeline();
                using var second = new TempPipeline();
                foreach (var (name, text) in content.OrderBy(file => file.Key)) first.Write("d/" + name, text);
                foreach (var (name, text) in content.OrderBy(file => HashCode.Combine(file.Key, seed)))
                    second.Write("d/" + name, text);

                Assert.Equal(UploadSnapshot.Take(first.PathOf("d")).Path, UploadSnapshot.Take(second.PathOf("d")).Path);
                second.Write("d/" + content.Keys.First(), "!");
                Assert.NotEqual(UploadSnapshot.Take(first.PathOf("d")).Path, UploadSnapshot.Take(second.PathOf("d")).Path);
            },
            iter: 30);
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
