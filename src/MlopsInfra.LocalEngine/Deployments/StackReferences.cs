using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Reads the outputs of another stack of the same project from its local state.</summary>
internal static class StackReferences
{
    /// <summary>Reads them; the form is that of Pulumi's <c>StackReference</c> resource.</summary>
    /// <param name="setup">The deployment.</param>
    /// <param name="name">The stack: <c>STACK</c>, <c>PROJECT/STACK</c> or <c>ORGANIZATION/PROJECT/STACK</c>.</param>
    /// <exception cref="DeploymentException">There is no such stack here.</exception>
    public static async Task<ResourceState> ReadAsync(DeploymentSetup setup, string name)
    {
        var parts = name.Split('/');
        var project = parts.Length > 1 ? parts[^2] : setup.Project.Name;
        var stacks = setup.Store.Stacks.ToList();
        if (project != setup.Project.Name || !stacks.Contains(parts[^1]))
        {
            var there = stacks.Count == 0 ? "none has been deployed yet" : $"there are {string.Join(", ", stacks)}";
            throw new DeploymentException(
                DeploymentErrorCodes.ResourceNotFound,
                $"The stack '{name}', which a StackReference names, is not in the local state of project '{setup.Project.Name}' "
                    + $"({there}). Deploy it locally first.", name);
        }

        var outputs = StackResource.OutputsOf((await setup.Store.For(parts[^1]).ReadAsync(CancellationToken.None)).Resources);
        var secret = outputs.Where(output => output.Value.ContainsSecrets).Select(output => (PropertyValue)output.Key);
        return new ResourceState(name, null, new PropertyMap(
        [
            KeyValuePair.Create<string, PropertyValue>("name", name),
            KeyValuePair.Create<string, PropertyValue>("outputs", outputs),
            KeyValuePair.Create<string, PropertyValue>("secretOutputNames", new PropertyValue.List([.. secret])),
        ]));
    }
}
