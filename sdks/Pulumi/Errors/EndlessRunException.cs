namespace Pulumi;

/// <summary>The official SDK would wait for ever. Here the run ends, and says for what it would have waited.</summary>
internal sealed class EndlessRunException : RunException
{
    private const string Endless = "The run would never end; with the official Pulumi SDK it stands still here.";

    private EndlessRunException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>A resource would wait for itself, or for one that waits for it as its parent.</summary>
    /// <param name="dependent">The resource that waits.</param>
    /// <param name="via">Its input or option that says so.</param>
    /// <param name="dependency">What that names.</param>
    /// <param name="awaited">The resource, among those that the dependency stands for, that closes the circle.</param>
    public static EndlessRunException Circle(Resource dependent, string via, Resource dependency, Resource awaited)
    {
        var what = ReferenceEquals(dependency, awaited)
            ? $"{via} is a dependency on {NameOf(awaited)}"
            : $"{via} is a dependency on the component {NameOf(dependency)}, which stands for all resources in it, also "
                + NameOf(awaited);
        var why = ReferenceEquals(dependent, awaited)
            ? "waits for itself"
            : "waits for a resource below itself, which waits for its parent";
        return new(
            $"The resource {NameOf(dependent)} {why}: {what}. {Endless} Leave the dependency out (a resource waits for its "
            + "parent anyway), or depend on the resources that are needed and not on a component that holds the dependent.");
    }

    /// <summary>The program caught what a resource's constructor threw and went on.</summary>
    public static EndlessRunException Caught(IReadOnlyList<AbandonedResource> abandoned) => new(
        string.Join("\n", abandoned.Select(ToldAs))
        + $"\n{Endless} Let such an exception end the program, or check what it is about before the resource is constructed.\n"
        + abandoned[0].Exception);

    /// <summary>Nothing is under way any more, and yet not everything is there.</summary>
    public static EndlessRunException Stuck(
        bool programHasEnded, IReadOnlyList<Resource> waiting, IReadOnlyList<AbandonedResource> abandoned)
    {
        var program = programHasEnded ? "has come to its end" : "waits for an output";
        var lines = new List<string>
        {
            $"The program {program} and nothing is under way any more, but not everything is there. {Endless}",
        };
        lines.AddRange(abandoned.Select(ToldAs));
        lines.AddRange(waiting.Select(resource => $"The resource {NameOf(resource)} waits for {resource.WaitsFor}."));
        lines.Add(waiting.Count == 0
            ? "Outputs wait for a value that nothing gives: resolve each DeferredOutput, also in a preview, where an Apply on an "
                + "unknown does not run."
            : "Look for the circle: a dependency on a component is one on all resources in it. Depend on the resources that are "
                + "needed.");
        return new(string.Join("\n", lines));
    }

    private static string ToldAs(AbandonedResource abandoned) =>
        $"The constructor of the resource {NameOf(abandoned.Resource)} threw {abandoned.Exception.GetType().FullName} "
        + $"({abandoned.Exception.Message}), and the program caught it: nothing completes the resource's outputs.";

    internal static string NameOf(Resource resource) => $"'{resource.GetResourceName()}' ({resource.GetResourceType()})";
}
