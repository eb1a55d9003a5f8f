using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MlopsInfra.Components.Tests;

/// <summary>
/// The folders of the project are its rooms. All types have one namespace, which is what users see; a type's room is where its
/// source file is, which has its name.
/// </summary>
public sealed class RoomTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "infra", "MlopsInfra.Components");

    private static readonly AssemblyDefinition Assembly =
        AssemblyDefinition.ReadAssembly(typeof(MlopsEnvironment).Assembly.Location);

    private static readonly Dictionary<string, string> Rooms = Directory.GetFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Select(file => (Type: Path.GetFileName(file).Split('.')[0], Room: Path.GetFileName(Path.GetDirectoryName(file))!))
        .Distinct().ToDictionary(file => file.Type, file => file.Room);

    private static readonly ILookup<string, (string From, string To)> Arrows = FindArrows();

    [Fact]
    public void No_two_rooms_know_each_other_by_any_way()
    {
        var above = Rooms.Values.Distinct().ToDictionary(room => room, Reachable);
        var circles = above.Where(room => room.Value.Contains(room.Key))
            .Select(room => $"{room.Key}: {string.Join(", ", Arrows[room.Key].Select(arrow => $"{arrow.From} -> {arrow.To}"))}");
        Assert.Empty(circles);
    }

    [Theory]
    [InlineData("Validation")]
    [InlineData("Naming", "Validation")]
    [InlineData("Foundation", "Naming", "Validation")]
    [InlineData("Access", "Foundation", "Naming", "Validation")]
    public void The_ground_knows_nothing_of_what_stands_on_it(string room, params string[] known) =>
        Assert.DoesNotContain(Arrows[room], arrow => !known.Contains(Rooms[arrow.To]));

    [Fact]
    public void Every_type_has_a_file_of_its_name() => Assert.All(OwnTypes(), type => Assert.Contains(type.Name, Rooms.Keys));

    private static HashSet<string> Reachable(string room)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>([room]);
        while (open.TryPop(out var next))
        {
            foreach (var (_, to) in Arrows[next])
                if (found.Add(Rooms[to])) open.Push(Rooms[to]);
        }

        return found;
    }

    private static ILookup<string, (string From, string To)> FindArrows() => OwnTypes()
        .SelectMany(type => Known(type).Distinct().Where(Rooms.ContainsKey).Select(known => (From: type.Name, To: known)))
        .Where(arrow => Rooms[arrow.From] != Rooms[arrow.To])
        .ToLookup(arrow => Rooms[arrow.From]);

    // Bodies are read when they are asked for, so the assembly stays open.
    private static IEnumerable<TypeDefinition> OwnTypes() => Assembly.MainModule.Types
        .Where(type => type.Namespace == typeof(MlopsEnvironment).Namespace);

    // What a type, or what the compiler makes of its lambdas, inherits, holds, takes, returns, makes and calls.
    private static IEnumerable<string> Known(TypeDefinition type) =>
        type.NestedTypes.SelectMany(Known)
        .Concat(Names(type.BaseType)).Concat(type.Interfaces.SelectMany(implemented => Names(implemented.InterfaceType)))
        .Concat(type.Fields.SelectMany(field => Names(field.FieldType)))
        .Concat(type.Methods.SelectMany(KnownTo));

    private static IEnumerable<string> KnownTo(MethodDefinition method) =>
        Names(method.ReturnType).Concat(method.Parameters.SelectMany(parameter => Names(parameter.ParameterType)))
        .Concat(method.HasBody ? method.Body.Variables.SelectMany(variable => Names(variable.VariableType)) : [])
        .Concat(method.HasBody ? method.Body.Instructions.SelectMany(Operand) : []);

    private static IEnumerable<string> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => Names(type),
        GenericInstanceMethod method => Names(method.DeclaringType).Concat(method.GenericArguments.SelectMany(Names)),
        MemberReference member => Names(member.DeclaringType),
        _ => [],
    };

    private static IEnumerable<string> Names(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => Names(generic.ElementType).Concat(generic.GenericArguments.SelectMany(Names)),
        TypeSpecification specification => Names(specification.ElementType),
        { DeclaringType: { } outer } => Names(outer),
        _ => type.Namespace == typeof(MlopsEnvironment).Namespace ? [type.Name.Split('`')[0]] : [],
    };
}
