using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Base of the components: checks the arguments, registers the component, declares its inner resources.</summary>
public abstract class MlopsComponent : ComponentResource
{
    private const string Module = "mlopsinfra:azure";

    private readonly Action<InnerResource>? _configure;
    private Placement? _placement;

    /// <summary>Registers the component.</summary>
    /// <param name="type">The component's type, without the package and module that all of them share.</param>
    /// <param name="name">Pulumi name of the component.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">Options of the component; what it lacks is inherited from the parent.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    private protected MlopsComponent(string type, string name, MlopsComponentArgs args, ComponentResourceOptions? options)
        : base($"{Module}:{type}", Checked(type, name, args, options), options)
    {
        var parent = options?.Parent as MlopsComponent;
        // As with Pulumi's transforms: a component's own goes first, its parent's sees the result.
        _configure = args.Configure + parent?._configure;
        _placement = (args as PlacedComponentArgs)?.Placement ?? parent?._placement;
    }

    /// <summary>Where this component's resources go, and those of components inside it that aren't told otherwise.</summary>
    internal Placement EffectivePlacement
    {
        get => _placement ?? throw new InvalidOperationException($"Component '{GetResourceName()}' was given no placement.");
        private protected set => _placement = value;
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

    /// <summary>Options of a component that was of another type before: what is deployed stays.</summary>
    private protected static ComponentResourceOptions KnownAs(string formerType, ComponentResourceOptions? options) =>
        ComponentResourceOptions.Merge(options, new ComponentResourceOptions
        {
            Aliases = { new Alias { Type = $"{Module}:{formerType}" } },
        });

    // Runs before the base constructor: wrong arguments leave nothing behind, not even the component itself.
    private static string Checked(string type, string name, MlopsComponentArgs args, ComponentResourceOptions? options)
    {
        var problems = new Problems();
        if (args is PlacedComponentArgs { Placement: null } && options?.Parent is not MlopsComponent { _placement: not null })
        {
            problems.Add(nameof(PlacedComponentArgs.Placement), null,
                "give it one, or a parent (options.Parent) that has one, as an MlopsResourceGroup.");
        }

        args.Check(problems);
        problems.ThrowIfAny($"{type} '{name}'");
        return name;
    }
}
