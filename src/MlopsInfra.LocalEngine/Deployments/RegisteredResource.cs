namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>A resource that the program has registered or read in this run.</summary>
internal sealed class RegisteredResource(string urn, ResourceGoal goal)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The URN.</summary>
    public string Urn { get; } = urn;

    /// <summary>What the program wants.</summary>
    public ResourceGoal Goal { get; } = goal;

    /// <summary>Completes when its work has ended, well or not.</summary>
    public Task Done => _done.Task;

    /// <summary>What became of it; null while it is under way or if it failed.</summary>
    public RegistrationOutcome? Outcome { get; private set; }

    /// <summary>Its URNs in former deployments, besides the present one; found out when first needed.</summary>
    public IReadOnlyList<string>? FormerUrns { get; set; }

    /// <summary>The URN under which the last deployment had it; null if it is new.</summary>
    public string? ContinuedUrn { get; set; }

    /// <summary>Its work ended.</summary>
    public void Complete(RegistrationOutcome? outcome)
    {
        Outcome = outcome;
        _done.TrySetResult();
    }
}
