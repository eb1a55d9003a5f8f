using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Base of the components: checks the arguments, registers the component, declares its inner resources.</summary>
public abstract class MlopsComponent : ComponentResource
{
    private readonly Action<InnerResource>? _configure;

    /// <summary>Registers the component.</summary>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    private protected MlopsComponent(string type, string name, MlopsComponentArgs args, ComponentResourceOptions? options)
        : base($"mlopsinfra:azure:{type}", Checked(type, name, args), options)
    {
        _configure = args.Configure;
    }

    /// <summary>Declares a resource as a child, after the caller's escape hatch has seen it.</summary>
    internal TResource Declare<TArgs, TResource>(
        string name, TArgs args, Func<string, TArgs, CustomResourceOptions, TResource> create,
        CustomResourceOptions? options = null)
        where TArgs : ResourceArgs
        where TResource : CustomResource
    {
        var merged = CustomResourceOptions.Merge(options, new CustomResourceOptions { Parent = this });
        _configure?.Invoke(new InnerResource(name, args, merged));
        return create(name, args, merged);
    }

    /// <summary>Options of an inner component.</summary>
    private protected ComponentResourceOptions Child() => new() { Parent = this };

    // Runs before the base constructor: wrong arguments leave nothing behind, not even the component itself.
    private static string Checked(string type, string name, MlopsComponentArgs args)
    {
        var problems = args.FindProblems();
        return problems.Count == 0 ? name : throw new InvalidArgumentsException($"{type} '{name}'", problems);
    }
}
