namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>One thing that a plan does, or finds done already.</summary>
/// <param name="kind">What it is about.</param>
/// <param name="name">The name of that.</param>
/// <param name="version">Its version; null if it has none.</param>
/// <param name="path">Its path below the workspace.</param>
/// <param name="needs">What has to be done before.</param>
/// <param name="work">What does it, and says for people what was done; null where there is nothing to do.</param>
internal sealed class PublishStep(PublishKind kind, string name, string? version, string path, IReadOnlyList<PublishStep> needs,
    Func<CancellationToken, Task<string?>>? work)
{
    public PublishKind Kind => kind;

    public string Name => name;

    public string? Version => version;

    public string Path => path;

    /// <summary>What is done, as an error says it.</summary>
    public string Verb { get; init; } = "create";

    /// <summary>What is reported once it is done.</summary>
    public PublishStage Done { get; init; } = PublishStage.Done;

    public IReadOnlyList<PublishStep> Needs => needs;

    public bool HasWork => work is not null;

    public Task<string?> RunAsync(CancellationToken cancellationToken) =>
        work is null ? Task.FromResult<string?>(null) : work(cancellationToken);
}
