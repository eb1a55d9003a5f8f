namespace MlopsInfra.LocalCloud.Rest;

/// <summary>A request to Azure Resource Manager whose caller is known and whose path is not read yet.</summary>
/// <param name="Rest">The request.</param>
/// <param name="Segments">The segments of its path.</param>
/// <param name="ApiVersion">Its API version.</param>
/// <param name="Principal">Object id of who asks; null for the deployer.</param>
internal sealed record PathRequest(RestRequest Rest, string[] Segments, string ApiVersion, string? Principal)
{
    /// <summary>
    /// What stands at the places of a pattern's stars, as in <c>GET subscriptions/*/tagNames</c>; null if the request is another
    /// one. Compared ignoring case.
    /// </summary>
    /// <param name="pattern">Method and path.</param>
    public string[]? Match(string pattern)
    {
        var space = pattern.IndexOf(' ', StringComparison.Ordinal);
        var parts = pattern[(space + 1)..].Split('/');
        if (parts.Length != Segments.Length || !Rest.Method.Equals(pattern[..space], StringComparison.OrdinalIgnoreCase))
            return null;
        var found = new List<string>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] == "*") found.Add(Segments[i]);
            else if (!parts[i].Equals(Segments[i], StringComparison.OrdinalIgnoreCase)) return null;
        }

        return found.TrueForAll(name => name.Length > 0) ? [.. found] : null;
    }
}
