using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;

/// <summary>The experiments of a workspace. The state is held by who calls.</summary>
internal sealed class Experiments(TimeProvider time)
{
    /// <summary>One by its id.</summary>
    public static Experiment Require(WorkspaceTracking state, string id) => state.FindExperiment(id)
        ?? throw TrackingException.Missing($"No Experiment with id={id} exists");

    /// <summary>One by its name; null if there is none.</summary>
    public static Experiment? FindByName(WorkspaceTracking state, string name) =>
        state.Experiments.FirstOrDefault(found => found.Name == name);

    /// <summary>One by its name, made if there is none.</summary>
    public Experiment Ensure(WorkspaceTracking state, string name)
    {
        if (FindByName(state, name) is { } existing) return existing;
        var now = Now;
        // Azure's ids are GUIDs.
        var made = new Experiment { Id = Guid.NewGuid().ToString(), Name = name, Created = now, Updated = now };
        state.Save(made);
        return made;
    }

    /// <summary>The time now, as MLflow counts.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
