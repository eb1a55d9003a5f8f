using System.IO.Compression;
using MlopsInfra.Packages.Tests.Support;

namespace MlopsInfra.Packages.Tests.FirstRestore;

/// <summary>A source that serves packages with the names of the official ones: a folder feed; there is nothing in them.</summary>
public sealed class EmptyPackages : IDisposable
{
    private static readonly string[] Ids = ["Pulumi", "Pulumi.AzureNative", "Pulumi.AzureDevOps", "Pulumi.Github"];

    private readonly TemporaryFolder _folder = new();

    /// <summary>Packs them.</summary>
    public EmptyPackages()
    {
        foreach (var id in Ids) Pack(id);
    }

    /// <summary>The feed.</summary>
    public string Folder => _folder.Path;

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private void Pack(string id)
    {
        using var archive = ZipFile.Open(_folder.At($"{id}.{FreshClone.PulumiVersion}.nupkg"), ZipArchiveMode.Create);
        archive.CreateEntry("lib/net8.0/_._");
        using var nuspec = new StreamWriter(archive.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write($"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{id}</id><version>{FreshClone.PulumiVersion}</version><authors>nobody</authors><description>Empty.</description></metadata>
            </package>
            """);
    }
}
