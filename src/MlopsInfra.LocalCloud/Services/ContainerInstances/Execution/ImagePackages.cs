using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>The Python packages that an image asks for: in its requirements and conda files, and by <c>pip install</c>.</summary>
internal static partial class ImagePackages
{
    /// <summary>The packages.</summary>
    public static async Task<IReadOnlyList<WantedPackage>> OfAsync(RecordedImage image, RegistryImages images,
        CancellationToken cancellationToken)
    {
        var wanted = new List<WantedPackage>();
        foreach (var file in image.Files().Values.Where(file => file.Kind == ImageFileKind.File))
        {
            var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
            if (Requirements().IsMatch(name)) wanted.AddRange(WantedPackages.OfRequirements(await ReadAsync(file)));
            else if (Conda().IsMatch(name)) wanted.AddRange(WantedPackages.OfConda(await ReadAsync(file)));
        }

        wanted.AddRange(image.Steps.SelectMany(step => Install().Matches(step.Text))
            .SelectMany(match => match.Groups["packages"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(word => !word.StartsWith('-') && !word.Contains('/', StringComparison.Ordinal)
                && !Requirements().IsMatch(word)).Select(word => WantedPackage.OfPip(word.Trim('"', '\'')))
                .OfType<WantedPackage>());
        return [.. wanted.DistinctBy(package => package.Name)];

        async Task<string> ReadAsync(ImageFile file)
        {
            using var reader = new StreamReader(images.Open(file));
            return await reader.ReadToEndAsync(cancellationToken);
        }
    }

    [GeneratedRegex(@"^requirements[\w.-]*\.txt$", RegexOptions.IgnoreCase)]
    private static partial Regex Requirements();

    [GeneratedRegex(@"^(?:conda|environment)[\w.-]*\.ya?ml$", RegexOptions.IgnoreCase)]
    private static partial Regex Conda();

    [GeneratedRegex(@"\bpip3?\s+install\s+(?<packages>[^&|;]+)")]
    private static partial Regex Install();
}
