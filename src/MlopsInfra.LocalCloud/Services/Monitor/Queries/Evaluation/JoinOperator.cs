using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary><c>join</c> and <c>lookup</c>: rows of two tables that have the same values in some columns.</summary>
internal static class JoinOperator
{
    private static readonly string[] Kinds =
        ["innerunique", "inner", "leftouter", "rightouter", "fullouter", "leftanti", "anti", "leftsemi", "rightanti",
            "rightsemi"];

    /// <summary>Joins two tables.</summary>
    /// <param name="context">What holds for the query.</param>
    /// <param name="left">The table before the pipe.</param>
    /// <param name="join">The operator.</param>
    public static KustoTable Run(QueryContext context, KustoTable left, KustoOperator join)
    {
        var right = PipelineEvaluator.Run(context, join.Tables[0]);
        var kind = join.Options.GetValueOrDefault("kind", join.Name == "lookup" ? "leftouter" : "innerunique");
        if (!Kinds.Contains(kind)) throw KustoException.Missing($"join of the kind '{kind}'", join.At, Kinds);
        var conditions = join.By.Select(on => Columns(on.Value)).ToList();
        int[] leftKey = [.. conditions.Select(on => Index(left, on.Left, on.At))];
        int[] rightKey = [.. conditions.Select(on => Index(right, on.Right, on.At))];
        var isUnique = kind == "innerunique";
        var rightRows = right.Rows.ToLookup(row => Key(row, rightKey), RowComparer.Instance);
        var leftRows = isUnique
            ? left.Rows.DistinctBy(row => Key(row, leftKey), RowComparer.Instance).ToList() : left.Rows;
        var leftKeys = new HashSet<object?[]>(left.Rows.Select(row => Key(row, leftKey)), RowComparer.Instance);
        switch (kind)
        {
            case "leftanti" or "anti":
                return left with { Rows = [.. left.Rows.Where(row => !rightRows.Contains(Key(row, leftKey)))] };
            case "leftsemi":
                return left with { Rows = [.. left.Rows.Where(row => rightRows.Contains(Key(row, leftKey)))] };
            case "rightanti":
                return right with { Rows = [.. right.Rows.Where(row => !leftKeys.Contains(Key(row, rightKey)))] };
            case "rightsemi":
                return right with { Rows = [.. right.Rows.Where(row => leftKeys.Contains(Key(row, rightKey)))] };
        }

        // Lookup leaves out the columns that it compares: they are there already.
        int[] shown =
            [.. Enumerable.Range(0, right.Columns.Count).Where(index => join.Name == "join" || !rightKey.Contains(index))];
        var rows = new List<object?[]>();
        foreach (var row in leftRows)
        {
            var matches = rightRows[Key(row, leftKey)];
            foreach (var match in matches) rows.Add([.. row, .. shown.Select(index => match[index])]);
            if (kind is "leftouter" or "fullouter" && !matches.Any()) rows.Add([.. row, .. new object?[shown.Length]]);
            QueryContext.CheckCount(rows.Count, join.At);
        }

        if (kind is "rightouter" or "fullouter")
            rows.AddRange(right.Rows.Where(row => !leftKeys.Contains(Key(row, rightKey)))
                .Select(row => (object?[])[.. new object?[left.Columns.Count], .. shown.Select(index => row[index])]));
        var names = new ColumnNames();
        return new KustoTable([.. left.Columns.Concat(shown.Select(index => right.Columns[index]))
            .Select(column => column with { Name = names.Take(column.Name) })], rows, left.IsOpen || right.IsOpen);
    }

    private static object?[] Key(object?[] row, int[] columns) => Array.ConvertAll(columns, index => row[index]);

    private static (string Left, string Right, int At) Columns(KustoExpression on) => on switch
    {
        NameExpression name => (name.Name, name.Name, on.At),
        CallExpression
        {
            Function: "==",
            Arguments: [
                CallExpression { Function: CallExpression.Member,
                    Arguments: [NameExpression one, LiteralExpression { Value: string a }] },
                CallExpression { Function: CallExpression.Member,
                    Arguments: [NameExpression other, LiteralExpression { Value: string b }] }],
        } when (one.Name, other.Name) is ("$left", "$right") or ("$right", "$left") =>
            one.Name == "$left" ? (a, b, on.At) : (b, a, on.At),
        _ => throw KustoException.Semantic("SEM0001", "join takes names of columns, or $left.A == $right.B", on.At),
    };

    private static int Index(KustoTable table, string name, int at) => table.IndexOf(name) is >= 0 and var index
        ? index : throw KustoException.Semantic("SEM0100", $"Failed to resolve column named '{name}'", at);
}
