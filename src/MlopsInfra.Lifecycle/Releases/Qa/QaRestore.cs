using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Lifecycle.Releases.Qa;

/// <summary>Puts a release back that a container group ran before.</summary>
/// <param name="group">The group.</param>
/// <param name="state">What the release knows.</param>
internal sealed class QaRestore(QaGroup group, ReleaseState state)
{
    /// <summary>Puts it back, and gives the lock away.</summary>
    /// <param name="former">What ran before; null if that was no release: then the failed one stays, and says so.</param>
    /// <param name="why">Why the new one failed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was done, as a sentence.</returns>
    public Task<string> RunAsync(FormerRelease? former, string why, CancellationToken cancellationToken) =>
        LifecycleEnvironment.GuardAsync($"taking {state.Release} back from {group.Name}", async () =>
        {
            await group.ReadAsync(cancellationToken);
            var failed = ReleaseTags.Short($"{state.Release} failed: {why}");
            if (former is null)
            {
                var tags = new Dictionary<string, string>(group.Tags) { [LifecycleTags.State] = failed };
                tags.Remove(LifecycleTags.Lock);
                await group.WriteTagsAsync(tags, cancellationToken);
                return "There was no release before: the container group keeps it, untested.";
            }

            await WriteAsync(group, state.Target, former, failed, state.Options, cancellationToken);
            return $"{former.Release} ({former.Model}) runs again.";
        }, cancellationToken);

    /// <summary>Writes a former release into the group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="former">The release.</param>
    /// <param name="told">What the group's state is then.</param>
    /// <param name="options">Who does it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task WriteAsync(QaGroup group, LifecycleEnvironment environment, FormerRelease former, string told,
        ReleaseOptions options, CancellationToken cancellationToken)
    {
        var tags = ReleaseTags.Others(group.Tags);
        foreach (var tag in ReleaseTags.Of(former.Release, await ModelAsync(environment, former, cancellationToken), former.Image,
            options)) tags[tag.Key] = tag.Value;
        tags[LifecycleTags.Tested] = former.Digest;
        tags[LifecycleTags.State] = told;
        tags.Remove(LifecycleTags.Lock);
        tags.Remove(LifecycleTags.Previous);
        await group.WriteAsync(former.Image, ServiceVariables.Of(former.Release, former.Model, former.Image), tags,
            cancellationToken);
    }

    // A model that is not registered any more is still what ran.
    private static async Task<ModelVersion> ModelAsync(LifecycleEnvironment environment, FormerRelease former,
        CancellationToken cancellationToken)
    {
        var parts = former.Model.Split(':');
        return await new ModelRegistry(environment).FindAsync(parts[0], parts[^1], cancellationToken)
            ?? new ModelVersion(parts[0], parts[^1], "") { Tags = new Dictionary<string, string>(), Uri = "",
                Type = "custom_model" };
    }
}
