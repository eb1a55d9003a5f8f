using System.Xml.Linq;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// The pictures of the README are drawn from the program, and are current. <c>UPDATE_SNAPSHOTS=1</c> draws them again.
/// </summary>
public sealed class ArchitecturePictureTests
{
    [Theory]
    [InlineData("prod", "architecture.svg")]
    [InlineData("dev", "architecture-dev.svg")]
    public async Task The_picture_in_docs_is_what_the_program_declares(string stack, string file)
    {
        using var mlops = new Mlops();
        var (committed, drawn) = (Path.Combine(Repository.Root, "docs", file), Path.Combine(mlops.Store, file));

        (await mlops.RunAsync("local", "picture", stack, "--svg", drawn)).ExitsWith(0);

        var svg = await File.ReadAllTextAsync(drawn);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") await File.WriteAllTextAsync(committed, svg);
        Assert.True(svg == await File.ReadAllTextAsync(committed),
            $"docs/{file} is not current: run 'mlops local picture {stack} --svg docs/{file}'.");
        // A picture in a README may bring nothing with it that the reader's browser would fetch or run.
        var names = XDocument.Parse(svg).Descendants().Select(element => element.Name.LocalName).ToHashSet();
        Assert.Empty(names.Intersect(["script", "image", "foreignObject", "use", "a"]));
        Assert.Superset(new HashSet<string> { "title", "desc", "text" }, names);
    }
}
