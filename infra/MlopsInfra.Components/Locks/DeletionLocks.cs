using Pulumi;
using Pulumi.AzureNative.Authorization;

namespace MlopsInfra.Components;

/// <summary>
/// Locks against deletion by hand, on what holds data. They come last and go first: a destroy by Pulumi takes them away, a click
/// in the portal does not.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var locks = new DeletionLocks("pumps-locks", new DeletionLocksArgs
/// {
///     Scopes = new Dictionary<string, Input<string>> { ["storage"] = storage.AccountId, ["workspace"] = workspace.WorkspaceId },
///     After = [storage, workspace, cluster, endpoint, arrival],
/// });
/// ]]></code>
/// </example>
public sealed class DeletionLocks : MlopsComponent
{
    /// <summary>Declares one lock per scope.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public DeletionLocks(string name, DeletionLocksArgs args, ComponentResourceOptions? options = null)
        : base(nameof(DeletionLocks), name, args, options)
    {
        foreach (var (scopeName, scope) in args.Scopes)
        {
            var lockArgs = new ManagementLockByScopeArgs
            {
                Level = LockLevel.CanNotDelete,
                LockName = "do-not-delete",
                Notes = "Holds data. Remove the lock only to delete the environment on purpose.",
                Scope = scope,
            };
            var after = new CustomResourceOptions { DependsOn = args.After.ToArray() };
            Declare($"{name}-{scopeName}", lockArgs, (n, a, o) => new ManagementLockByScope(n, a, o), after);
        }

        RegisterOutputs();
    }
}
