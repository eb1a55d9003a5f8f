using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Images;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>Chooses the model that is released.</summary>
/// <param name="environment">The environment that it is taken from.</param>
/// <param name="needsTests">Whether it has to have passed the tests in QA.</param>
internal sealed class ModelChoice(LifecycleEnvironment environment, bool needsTests)
{
    private readonly ModelRegistry _registry = new(environment);

    /// <summary>Chooses.</summary>
    /// <param name="wanted"><c>NAME:VERSION</c>, <c>NAME</c> for its newest version that may be released, null for the newest of
    /// all models.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">There is no such model, or it may not be released.</exception>
    public async Task<ModelVersion> ChooseAsync(string? wanted, CancellationToken cancellationToken)
    {
        var parts = wanted?.Split(':') ?? [];
        if (parts.Length > 2 || Array.Exists(parts, part => part.Length == 0))
            throw LifecycleException.Usage("InvalidModel", $"'{wanted}' is no model: write NAME or NAME:VERSION.");
        var names = parts.Length == 0 ? await _registry.NamesAsync(cancellationToken) : [parts[0]];
        List<ModelVersion> versions = [];
        foreach (var name in names) versions.AddRange(await _registry.VersionsAsync(name, cancellationToken));
        if (versions.Count == 0) throw await NoModelAsync(parts, cancellationToken);
        if (parts.Length == 2)
        {
            var found = versions.Find(version => version.Version == parts[1]) ?? throw new LifecycleException(
                "ModelVersionNotFound", $"The model {parts[0]} has no version '{parts[1]}' in {environment.Name}. There are: "
                    + $"{List(versions.Select(version => version.Version))}.");
            return Refusal(found) is { } why ? throw new LifecycleException("ModelNotReleasable", why) : found;
        }

        return versions.OrderByDescending(version => version.Created ?? DateTimeOffset.MinValue)
            .FirstOrDefault(version => Refusal(version) is null)
            ?? throw new LifecycleException("ModelNotReleasable",
                $"No {(needsTests ? "model that was approved and passed the tests in QA" : "approved model")} is in "
                    + $"{environment.Name}. {string.Join(' ', versions.Take(3).Select(Refusal))}");
    }

    private string? Refusal(ModelVersion model)
    {
        if (model.Tag(LifecycleTags.Decision) != LifecycleTags.Register)
        {
            return $"The model {model.Reference} in {environment.Name} has no passing decision of the pipeline's gate (tag "
                + $"{LifecycleTags.Decision} is '{model.Tag(LifecycleTags.Decision) ?? ""}'"
                + $"{(model.Tag(LifecycleTags.Reason) is { } reason ? $": {reason}" : "")}): it is not released.";
        }

        if (!needsTests) return null;
        var tested = model.Tag(LifecycleTags.Tested);
        var image = ScoringImage.Of(model.Tag(LifecycleTags.Image), model.Tag(LifecycleTags.ImageTag));
        if (tested is null)
            return $"The model {model.Reference} in {environment.Name} has not passed the tests in QA (no tag "
                + $"{LifecycleTags.Tested}): release it to QA first.";
        return image?.Digest == tested ? null
            : $"The image of the model {model.Reference} in {environment.Name} ({image?.Digest ?? "none"}) is not the one that "
                + $"passed the tests in QA ({tested}): release it to QA again.";
    }

    private async Task<LifecycleException> NoModelAsync(string[] parts, CancellationToken cancellationToken)
    {
        var all = await _registry.NamesAsync(cancellationToken);
        return parts.Length == 0 || all.Count == 0
            ? new LifecycleException("ModelNotFound",
                $"No model is registered in {environment.Name}. 'mlops run {environment.Name}' trains one.")
            : new LifecycleException("ModelNotFound",
                $"There is no model '{parts[0]}' in {environment.Name}. There are: {List(all)}.");
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Take(20));
}
