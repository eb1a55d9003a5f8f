using System.Security;

namespace MlopsInfra.Packages.Tests.Support;

/// <summary>The settings of NuGet for a place that is not the repository's.</summary>
internal static class NuGetConfig
{
    /// <summary>
    /// The text of a nuget.config with these sources and no other. What this build restored is found in its package folders, so
    /// that nothing is downloaded.
    /// </summary>
    /// <param name="sources">Folder feeds.</param>
    public static string With(params IEnumerable<string> sources) => $"""
        <configuration>
          <packageSources>
            <clear />
            {Entries(sources)}
          </packageSources>
          <fallbackPackageFolders>
            <clear />
            {Entries(BuildFacts.PackageFolders)}
          </fallbackPackageFolders>
        </configuration>
        """;

    private static string Entries(IEnumerable<string> folders) =>
        string.Join('\n',
            folders.Select((folder, index) => $"""<add key="folder-{index}" value="{SecurityElement.Escape(folder)}" />"""));
}
