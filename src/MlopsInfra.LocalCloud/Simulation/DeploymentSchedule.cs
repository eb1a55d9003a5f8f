namespace MlopsInfra.LocalCloud.Simulation;

/// <summary>A virtual clock: every resource starts the moment that the last one it waits for is finished.</summary>
internal sealed class DeploymentSchedule
{
    private readonly Dictionary<string, SimulatedResource> _resources;
    private readonly ILookup<string, string> _waitsFor;
    private readonly ILookup<string, string> _isAwaitedBy;
    private readonly Dictionary<string, TimeSpan> _starts = [];
    private readonly Dictionary<string, TimeSpan> _tails = [];

    /// <param name="resources">The resources.</param>
    /// <param name="edges">Who waits for whom: the URN that waits, and the one that it waits for. What is not among the resources
    /// is there already.</param>
    public DeploymentSchedule(IReadOnlyList<SimulatedResource> resources, IEnumerable<(string Waits, string For)> edges)
    {
        _resources = resources.ToDictionary(resource => resource.Urn);
        var known = edges.Where(edge => edge.Waits != edge.For && _resources.ContainsKey(edge.Waits)
            && _resources.ContainsKey(edge.For)).Distinct().ToList();
        _waitsFor = known.ToLookup(edge => edge.Waits, edge => edge.For);
        _isAwaitedBy = known.ToLookup(edge => edge.For, edge => edge.Waits);
    }

    /// <summary>When the last one is finished.</summary>
    public TimeSpan Duration => _resources.Keys.Select(Finish).DefaultIfEmpty().Max();

    /// <summary>When a resource starts.</summary>
    public TimeSpan Start(string urn) => Longest(urn, _starts, _waitsFor, Finish);

    /// <summary>How long what waits for a resource goes on after it is finished.</summary>
    public TimeSpan Tail(string urn) => Longest(urn, _tails, _isAwaitedBy, next => _resources[next].Time + Tail(next));

    /// <summary>The resources that decide how long it takes, in order.</summary>
    public IReadOnlyList<SimulatedStep> CriticalChain()
    {
        var chain = new Stack<SimulatedStep>();
        // Among equals, the same one every time.
        for (var urn = Last(_resources.Keys); urn is not null; urn = Last(_waitsFor[urn]))
        {
            var resource = _resources[urn];
            chain.Push(new SimulatedStep(urn, resource.Step.Type, resource.Step.Name, Start(urn), resource.Time,
                resource.Duration.IsMeasured));
        }

        return [.. chain];
    }

    private string? Last(IEnumerable<string> urns) =>
        urns.OrderByDescending(Finish).ThenBy(urn => urn, StringComparer.Ordinal).FirstOrDefault();

    private TimeSpan Finish(string urn) => Start(urn) + _resources[urn].Time;

    private static TimeSpan Longest(string urn, Dictionary<string, TimeSpan> known, ILookup<string, string> edges,
        Func<string, TimeSpan> of)
    {
        if (known.TryGetValue(urn, out var found))
            return found == TimeSpan.MaxValue ? throw new InvalidOperationException($"'{urn}' waits for itself.") : found;
        known[urn] = TimeSpan.MaxValue;
        return known[urn] = edges[urn].Select(of).DefaultIfEmpty().Max();
    }
}
