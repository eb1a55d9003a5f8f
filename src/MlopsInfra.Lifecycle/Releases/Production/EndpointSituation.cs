namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>Where a release stands at an endpoint: read from its traffic, its tags and its deployments, and from nothing
/// else.</summary>
/// <param name="endpoint">The endpoint, as it was read.</param>
/// <param name="release">Name of the release; null if that is not known yet.</param>
/// <param name="image">Its image, <c>REPOSITORY@DIGEST</c>.</param>
internal sealed class EndpointSituation(OnlineEndpoint endpoint, string? release, string? image)
{
    /// <summary>Whether the release has all the traffic, and is written down as what serves.</summary>
    public bool IsServing => release is not null && endpoint.Share(release) == 100 && endpoint.Lock is null
        && endpoint.Tag(LifecycleTags.Release) == release;

    /// <summary>Whether its deployment is there and answers.</summary>
    public bool IsDeployed => Deployment is { State: "Succeeded" } there && there.Image == image;

    /// <summary>Its deployment; null if there is none.</summary>
    public OnlineDeployment? Deployment => release is null ? null : endpoint.Deployments.GetValueOrDefault(release);

    /// <summary>What has the traffic besides the release: the greatest share; null for none.</summary>
    public string? Serving => endpoint.Traffic.Where(share => share.Key != release)
        .OrderByDescending(share => share.Value).Select(share => share.Key).FirstOrDefault();

    /// <summary>Deployments that releases made and nobody needs any more: they neither serve nor are kept for a
    /// rollback.</summary>
    public IReadOnlyList<string> Older
    {
        get
        {
            var kept = IsServing ? endpoint.Tag(LifecycleTags.Previous) : Serving;
            return [.. endpoint.Deployments.Values
                .Where(each => each.Release is not null && each.Name != release && each.Name != kept
                    && endpoint.Share(each.Name) == 0)
                .Select(each => each.Name)];
        }
    }

    /// <summary>What somebody changed by hand, or a release that was broken off left: sentences for people.</summary>
    public IEnumerable<string> Surprises()
    {
        var told = endpoint.Tag(LifecycleTags.Release);
        var serving = Serving;
        if (told is not null && serving is not null && told != serving && told != release && endpoint.Share(serving) > 0)
            yield return $"The traffic of {endpoint.Name} was changed by hand: its tags say that {told} serves, and {serving} "
                + $"does ({endpoint.Share(serving)} %). What serves is what is kept for a rollback.";
        else if (told is not null && !endpoint.Deployments.ContainsKey(told))
            yield return $"The deployment {told} of {endpoint.Name}, which its tags say serves, was deleted by hand.";
        var others = endpoint.Traffic.Where(share => share.Key != release && share.Key != serving).ToList();
        if (others.Count > 0)
            yield return $"More than one deployment has traffic: "
                + $"{string.Join(", ", others.Select(each => $"{each.Key} {each.Value} %"))}"
                + $" besides {serving}. The release takes it from all of them.";
        if (Deployment is { } there && there.Image != image)
            yield return $"The deployment {there.Name} of {endpoint.Name} was changed by hand: it runs "
                + $"{there.Image ?? "another image"}.";
    }
}
