namespace MlopsInfra.LocalEngine.State;

/// <summary>One change of a stack's state; what the journal holds.</summary>
internal abstract record StateChange
{
    private StateChange()
    {
    }

    /// <summary>The live resource of this URN is as told, or is new.</summary>
    public sealed record Put(ResourceRecord Record) : StateChange;

    /// <summary>The live resource of this URN is gone.</summary>
    public sealed record Remove(string Urn) : StateChange;

    /// <summary>A new live resource takes the place of the one with the same URN, which still has to be deleted.</summary>
    public sealed record Replace(ResourceRecord Record) : StateChange;

    /// <summary>A replaced resource is gone.</summary>
    public sealed record Discard(string Urn, string? Id) : StateChange;

    /// <summary>The live resource has another URN from now on; what refers to it, too.</summary>
    public sealed record Rename(string From, string To) : StateChange;

    /// <summary>A creation begins; until something else is said of the URN, it is not known whether it happened.</summary>
    public sealed record Begin(PendingOperation Operation) : StateChange;

    /// <summary>A creation ended without a resource.</summary>
    public sealed record Abandon(string Urn) : StateChange;
}
