namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>Something that is executed: a process with all that it starts, or a container.</summary>
internal interface IWorkload
{
    /// <summary>Ends with its exit code, when nothing of it runs any more and its log has all of its output.</summary>
    Task<int> Exit { get; }

    /// <summary>Ends it, and everything that it started; those that don't end in time are killed.</summary>
    Task StopAsync();
}
