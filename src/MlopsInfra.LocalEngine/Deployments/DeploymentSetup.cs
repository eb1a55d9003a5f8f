using MlopsInfra.LocalEngine.Configuration;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Everything that a deployment is made from.</summary>
/// <param name="Kind">What it is to do.</param>
/// <param name="Project">The project.</param>
/// <param name="Configuration">The stack and its configuration.</param>
/// <param name="Providers">The clouds.</param>
/// <param name="Observer">Sees it happen.</param>
/// <param name="Options">How.</param>
/// <param name="State">The state at the beginning.</param>
/// <param name="Journal">Takes the changes of the state; null for a preview.</param>
/// <param name="Store">Where this and other stacks' states are.</param>
internal sealed record DeploymentSetup(
    DeploymentKind Kind,
    ProjectFile Project,
    StackConfiguration Configuration,
    IProviderSource Providers,
    IDeploymentObserver Observer,
    EngineOptions Options,
    LoadedState State,
    StateJournal? Journal,
    StateStore Store)
{
    /// <summary>Whether nothing is to be changed.</summary>
    public bool IsPreview => Kind == DeploymentKind.Preview;

    /// <summary>The stack's name.</summary>
    public string Stack => Configuration.Stack;
}
