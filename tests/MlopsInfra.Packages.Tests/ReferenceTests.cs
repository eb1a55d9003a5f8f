using MlopsInfra.Components;
using MlopsInfra.Packages.Tests.Documentation;
using MlopsInfra.Packages.Tests.Support;

namespace MlopsInfra.Packages.Tests;

/// <summary>
/// The reference pages say what the code says. To refresh: <c>UPDATE_REFERENCE=1 dotnet test tests/MlopsInfra.Packages.Tests
/// --filter ReferenceTests</c>.
/// </summary>
public sealed class ReferenceTests
{
    private static readonly ReferencePage Reference = new(new XmlDocumentation(typeof(MlopsComponent).Assembly));

    private static readonly string Folder = Path.Combine(BuildFacts.Root, "docs", "reference");

    [Fact]
    public void The_reference_pages_are_current()
    {
        var expected = ReferencePage.All.ToDictionary(component => $"{component.Name}.md", Reference.Write);
        expected["README.md"] = Reference.WriteIndex();
        if (Environment.GetEnvironmentVariable("UPDATE_REFERENCE") == "1")
        {
            Rewrite(expected);
            Assert.Skip($"wrote {Folder}");
        }

        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal),
            Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.All(expected, page => Assert.Equal(page.Value, File.ReadAllText(Path.Combine(Folder, page.Key))));
    }

    private static void Rewrite(Dictionary<string, string> pages)
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
        foreach (var (name, text) in pages) File.WriteAllText(Path.Combine(Folder, name), text);
    }
}
