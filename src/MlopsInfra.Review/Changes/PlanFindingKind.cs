namespace MlopsInfra.Review.Changes;

/// <summary>What is wrong with a plan, worst first.</summary>
public enum PlanFindingKind
{
    /// <summary>A name that is deleted on the way is not free for what takes its place: the update stops half-way.</summary>
    NameStaysTaken,

    /// <summary>An update takes away what others than the program set.</summary>
    ValueLost,

    /// <summary>The cloud refuses an update.</summary>
    UpdateRefused,

    /// <summary>The cloud refuses an update if a value that only the deployment learns is another one.</summary>
    UpdateRefusedIfChanged,

    /// <summary>The cloud takes an update and leaves the value as it was.</summary>
    UpdateIgnored,
}
