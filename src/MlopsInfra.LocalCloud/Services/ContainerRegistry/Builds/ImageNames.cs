using System.Globalization;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>The names that a build gives its image.</summary>
internal static partial class ImageNames
{
    /// <summary>Repository and tag of a name of a request.</summary>
    /// <param name="name">The name; it may hold variables of the run, and the registry itself.</param>
    /// <param name="registry">The registry.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="DockerfileException">It is no name.</exception>
    public static (string Repository, string Tag) Read(string name, RegistryRef registry, ImageRun run)
    {
        var date = run.Created.UtcDateTime.ToString("yyyyMMdd-HHmmss'z'", CultureInfo.InvariantCulture);
        var full = Variable().Replace(name, match => match.Groups["name"].Value switch
        {
            "ID" => run.Id,
            "Registry" or "RegistryName" => registry.LoginServer,
            "Date" => date,
            _ => match.Value,
        });
        var own = registry.LoginServer + "/";
        var (repository, tag) =
            ImageRecord.Split(full.StartsWith(own, StringComparison.OrdinalIgnoreCase) ? full[own.Length..] : full);
        if (Repository().IsMatch(repository) && Tag().IsMatch(tag)) return (repository, tag);
        throw new DockerfileException($"invalid argument \"{full}\" for \"-t, --tag\" flag: invalid reference format"
            + (repository.Any(char.IsUpper) ? $": repository name ({repository}) must be lowercase" : ""));
    }

    [GeneratedRegex(@"\{\{\s*\.Run\.(?<name>\w+)\s*\}\}|\$(?<name>ID|Registry|Date)\b")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*$")]
    private static partial Regex Repository();

    [GeneratedRegex(@"^\w[\w.-]{0,127}$")]
    private static partial Regex Tag();
}
