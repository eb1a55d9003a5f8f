using MlopsInfra.LocalEngine.Values;

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

/// <summary>What a program is answered.</summary>
/// <param name="Urn">The URN.</param>
/// <param name="Id">The id; null for a component, and for what does not exist yet.</param>
/// <param name="Outputs">The whole state, inputs included; what a preview can't know is missing or unknown.</param>
/// <param name="WasReplaced">Whether a new resource took (or will take) the place of an old one.</param>
internal sealed record RegistrationOutcome(string Urn, string? Id, PropertyMap Outputs, bool WasReplaced = false);
