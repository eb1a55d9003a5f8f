namespace MlopsInfra.PostDeploy;

/// <summary>What happened to something that is published.</summary>
public enum PublishStage
{
    /// <summary>It is there already and stays as it is.</summary>
    Unchanged,

    /// <summary>Work on it began.</summary>
    Started,

    /// <summary>It goes on; the detail says how far.</summary>
    Progress,

    /// <summary>Azure refuses for lack of rights; it is tried again, because role assignments take time to spread.</summary>
    Waiting,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It was removed because newer ones replaced it.</summary>
    Pruned,

    /// <summary>It failed; the exception says why.</summary>
    Failed,
}
