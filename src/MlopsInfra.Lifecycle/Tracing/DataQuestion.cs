using System.Text.RegularExpressions;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>
/// What <c>--data</c> asks for: a version of a data asset (<c>NAME:VERSION</c>, or its hash alone), a blob (its path or address,
/// also of one of its versions), an eTag, a version id, the id of a request.
/// </summary>
internal sealed partial record DataQuestion
{
    /// <summary>What was asked, without quotes and <c>azureml:</c>.</summary>
    public required string Text { get; init; }

    /// <summary>The path in its container, if it may be one.</summary>
    public string? Path { get; init; }

    /// <summary>The version that an address names with <c>?versionId=</c>; null for none.</summary>
    public string? VersionId { get; init; }

    /// <summary>Reads it.</summary>
    /// <param name="asked">What was asked.</param>
    public static DataQuestion Of(string asked)
    {
        // eTags are often written with their quotes.
        var text = asked.Trim().Trim('"');
        if (Datastore().Match(text) is { Success: true } place)
            return new DataQuestion { Text = text, Path = place.Groups["path"].Value.Trim('/') };
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
        {
            var parts = Uri.UnescapeDataString(address!.AbsolutePath).Trim('/').Split('/', 2);
            var version = Version().Match(address.Query);
            return new DataQuestion
            {
                Text = address.GetLeftPart(UriPartial.Path),
                Path = parts.Length > 1 ? parts[1] : null,
                VersionId = version.Success ? Uri.UnescapeDataString(version.Groups["id"].Value) : null,
            };
        }

        text = text.StartsWith("azureml:", StringComparison.OrdinalIgnoreCase) ? text["azureml:".Length..] : text;
        return new DataQuestion { Text = text, Path = text.Trim('/') };
    }

    [GeneratedRegex("^azureml://(?:subscriptions/.+/)?datastores/[^/]+(?:/paths(?<path>/.*)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Datastore();

    [GeneratedRegex("[?&]versionid=(?<id>[^&]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Version();
}
