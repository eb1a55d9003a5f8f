using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace MlopsInfra.Packages.Tests.Support;

/// <summary>What is in a package: a zip file whose nuspec describes it.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly XElement _metadata;

    /// <summary>Opens it.</summary>
    /// <param name="file">A .nupkg or .snupkg.</param>
    public Package(string file)
    {
        _archive = ZipFile.OpenRead(file);
        using var nuspec = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        _metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>The paths of its files.</summary>
    public HashSet<string> Files => [.. _archive.Entries.Select(entry => entry.FullName)];

    /// <summary>The packages that it depends on, with the least version of each: the same ones for every framework.</summary>
    public IReadOnlyDictionary<string, string> Dependencies => Elements(_metadata, "dependency")
        .Select(element => (Id: element.Attribute("id")!.Value, Version: element.Attribute("version")!.Value)).Distinct()
        .ToDictionary(dependency => dependency.Id, dependency => dependency.Version);

    /// <summary>The frameworks that it is for.</summary>
    public IEnumerable<string> Frameworks =>
        Elements(_metadata, "group").Select(element => element.Attribute("targetFramework")!.Value);

    /// <summary>The text of one element of the nuspec.</summary>
    /// <param name="name">The element.</param>
    public string Metadata(string name) => Elements(_metadata, name).Single().Value;

    /// <summary>An attribute of one element of the nuspec; null where there is none.</summary>
    /// <param name="name">The element.</param>
    /// <param name="attribute">The attribute.</param>
    public string? Metadata(string name, string attribute) => Elements(_metadata, name).Single().Attribute(attribute)?.Value;

    /// <summary>The content of a file, as text.</summary>
    /// <param name="path">Its path in the package.</param>
    /// <param name="encoding">Its encoding; UTF-8 where it is left out.</param>
    public string ReadText(string path, Encoding? encoding = null) => (encoding ?? Encoding.UTF8).GetString(ReadBytes(path));

    /// <summary>The content of a file.</summary>
    /// <param name="path">Its path in the package.</param>
    public byte[] ReadBytes(string path)
    {
        var entry = _archive.GetEntry(path) ?? throw new FileNotFoundException($"the package has no {path}", path);
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    // The namespace differs with the features that a package uses.
    private static IEnumerable<XElement> Elements(XElement root, string name) =>
        root.Descendants().Where(element => element.Name.LocalName == name);
}
