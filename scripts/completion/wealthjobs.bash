# bash completion for wealthjobs. What it offers is what --help prints, so it cannot be out of date.
# Installed as share/bash-completion/completions/wealthjobs; or: source scripts/completion/wealthjobs.bash

# Commands of the program $1.
_wealthjobs_commands() {
  "$1" --help 2>/dev/null | sed -n '/^Subcommands:/,/^[A-Z ]*STATUS/s/^  \([a-z][a-z-]*\)  *.*/\1/p'
}

# Options of the program $1, or of its command $2.
_wealthjobs_options() {
  "$1" ${2:+"$2"} --help 2>/dev/null | sed -n 's/^  \(-[^ ]*\).*/\1/p' | tr ',' '\n'
}

# First words of the rows that a listing command prints as JSON under key $1.
_wealthjobs_names() {
  local key=$1
  shift
  "$@" --json 2>/dev/null | sed -n "s/^ *\"$key\": *\"\([^\"]*\)\".*/\1/p"
}

_wealthjobs() {
  local program=${COMP_WORDS[0]} current=${COMP_WORDS[COMP_CWORD]} previous=""
  local command="" offered="" i
  local -a globals=()
  [ "$COMP_CWORD" -eq 0 ] || previous=${COMP_WORDS[COMP_CWORD - 1]}
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${COMP_WORDS[i]} in
      --config | --db)
        globals+=("${COMP_WORDS[i]}" "${COMP_WORDS[i + 1]:-}")
        ((++i))
        ;;
      -*) ;;
      *)
        command=${COMP_WORDS[i]}
        break
        ;;
    esac
  done

  case $previous in
    --config | --db)
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return
      ;;
    --format)
      offered="text json"
      [ "$command" != plan ] || offered="text json mermaid dot"
      [ "$command" != report ] || offered="text json html"
      ;;
    --date | --from | --to) offered="today yesterday last-business-day" ;;
    --status) offered="open fixed waived all" ;;
    --as) offered="fixed waived" ;;
    --window) offered="1d mtd qtd ytd 1y 3y 5y inception" ;;
    --flow-timing) offered="mixed start_of_day end_of_day" ;;
    --smoothing) offered="additive floor replace_zero" ;;
    --method) offered="fifo lifo hifo average" ;;
    --benchmark | --risk-free)
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return
      ;;
    --job) offered=$(_wealthjobs_names job "$program" jobs) ;;
  esac

  if [ -z "$offered" ]; then
    if [ -z "$command" ]; then
      offered="$(_wealthjobs_commands "$program") $(_wealthjobs_options "$program" "")"
    elif [[ $current == -* ]]; then
      offered="$(_wealthjobs_options "$program" "$command") $(_wealthjobs_options "$program" "")"
    else
      case $command in
        run | plan | show | history)
          offered=$(_wealthjobs_names pipeline "$program" "${globals[@]}" pipelines)
          ;;
        run-job | jobs) offered=$(_wealthjobs_names job "$program" jobs) ;;
        quarantine) offered="list show resolve" ;;
        breaks) offered="list show explain resolve" ;;
        holds) offered="list release" ;;
        price) offered="list set" ;;
        fees) offered="preview approve waive rebate reverse" ;;
        schedule) offered="next business-days" ;;
        calc)
          offered="xirr twr metrics stats daycount psi kl ks ols lots"
          if [ "$previous" = daycount ]; then
            offered="ACT/360 ACT/365F 30E/360"
          elif [ "$previous" != calc ]; then
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
            return
          fi
          ;;
        import | demo)
          mapfile -t COMPREPLY < <(compgen -d -- "$current")
          return
          ;;
        check | backup)
          mapfile -t COMPREPLY < <(compgen -f -- "$current")
          return
          ;;
      esac
    fi
  fi
  mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$current" | sort -u)
}
complete -F _wealthjobs wealthjobs
